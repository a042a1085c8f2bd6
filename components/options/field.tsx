import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Glyph } from '../parts/glyph';
import { useWorld } from '../world';
import { type Cures, type Refusal, refusalWords } from './trouble-words';

type Input = JSX.IntrinsicElements['input'];

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly refusal?: Refusal | undefined;
  readonly cures?: Cures;
  /** A trouble of the page's own, in words. */
  readonly trouble?: string | undefined;
  readonly note?: string;
  readonly input?: Input;
  readonly children?: ComponentChildren;
}

/** A labelled field with its trouble right under it, read out together. */
export function Field({ label, value, onInput, refusal, cures, trouble, note, input, children }: FieldProps) {
  const { i18n } = useWorld();
  const id = useId();
  const words = refusal ? refusalWords(refusal, i18n, cures) : trouble === undefined ? undefined : { words: trouble };
  const described = words ? `${id}-trouble` : note ? `${id}-note` : undefined;
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      <div class="line">
        <input
          class="input"
          {...input}
          id={id}
          value={value}
          aria-invalid={words !== undefined}
          aria-describedby={described}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        {children}
      </div>
      {words && (
        <div class="trouble" id={`${id}-trouble`} role="alert">
          <Glyph name="refused" />
          <div>
            <p>{words.words}</p>
            {'said' in words && words.said && <p class="muted">{words.said}</p>}
          </div>
        </div>
      )}
      {note && !words && (
        <p class="small muted" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
