import type { MessageKey } from '../../lib/i18n/i18n';
import type { Account } from '../../lib/model/account';
import { paletteSize } from '../../lib/model/account';
import { planColour, planTag } from '../../lib/model/plan-account';
import { Icon } from '../parts/glyph';
import { Tag } from '../parts/tag';
import { useWorld } from '../world';
import { Field } from './field';

export interface Looks {
  readonly name: string;
  readonly tag: string;
  readonly colour: number;
}

/** The next free colour, and until the person writes one, the tag that the name suggests. */
export function firstLooks(others: readonly Account[]): Looks {
  return { name: '', tag: '', colour: planColour(others.map((account) => account.colour)) };
}

/** What is stored: an empty tag is the suggested one, an empty name the number. */
export function wholeLooks(looks: Looks, uin: string, others: readonly Account[]): Looks {
  const name = looks.name.trim() || uin;
  const tag = looks.tag || planTag(name, uin, takenTags(others));
  return { name, tag, colour: looks.colour };
}

function takenTags(others: readonly Account[]): string[] {
  return others.map((account) => account.tag);
}

interface LooksFieldsProps {
  readonly looks: Looks;
  readonly uin: string;
  readonly others: readonly Account[];
  readonly onChange: (looks: Looks) => void;
}

/** Name, tag and colour. The tag is the identity, so no two accounts share one. */
export function LooksFields({ looks, uin, others, onChange }: LooksFieldsProps) {
  const { t } = useWorld().i18n;
  const whole = wholeLooks(looks, uin, others);
  const owner = others.find((account) => account.tag === looks.tag);
  return (
    <>
      <div class="two">
        <Field
          label={t('form_name')}
          value={looks.name}
          onInput={(name) => onChange({ ...looks, name })}
          input={{ maxLength: 60, placeholder: uin, autoComplete: 'off' }}
        />
        <Field
          label={t('form_tag')}
          value={looks.tag}
          onInput={(typed) => onChange({ ...looks, tag: lastCharacter(typed) })}
          trouble={owner && t('form_tag_taken', owner.name)}
          note={t('form_tag_note')}
          input={{ placeholder: whole.tag, autoComplete: 'off', class: 'input short' }}
        >
          <Tag account={whole} size="xl" />
        </Field>
      </div>
      <fieldset class="form-field">
        <legend>{t('form_colour')}</legend>
        <div class="swatches">
          {Array.from({ length: paletteSize }, (_, n) => n + 1).map((colour) => (
            <label key={colour} class={`swatch a${colour}`} title={t(`colour_${colour}` as MessageKey)}>
              <input
                type="radio"
                name="colour"
                class="hidden"
                checked={looks.colour === colour}
                onChange={() => onChange({ ...looks, colour })}
                aria-label={t(`colour_${colour}` as MessageKey)}
              />
              <span>{looks.colour === colour && <Icon name="check" />}</span>
            </label>
          ))}
        </div>
      </fieldset>
    </>
  );
}

/** Typing over a tag replaces it: one character, an emoji counts as one. */
function lastCharacter(typed: string): string {
  const characters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(typed.trim())];
  const last = characters.at(-1)?.segment ?? '';
  return last.length <= 4 ? last : '';
}
