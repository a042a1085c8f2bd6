import type { Translate } from '../../lib/i18n/i18n';
import { type Profile, profileTexts } from '../../lib/model/profile';
import type { PersonView } from '../../lib/store/read';
import { useWorld } from '../world';

/** What somebody tells of themselves: every field that says something, and what nobody here understands as it came. */
export function ProfileFields({ view: { contact, person } }: { view: PersonView }) {
  const { t } = useWorld().i18n;
  const profile: Profile | undefined = person?.profile;
  if (profile === undefined && contact === undefined) return null;
  // What the lists tell stands here before anybody has read the card.
  const { sex, age, blood, sign, zodiac, texts = {}, others, cut } = profile ?? {};
  const { nick = contact?.nick, picture = contact?.picture } = profile ?? {};
  const rows: [string, string][] = [];
  const add = (label: string, value: string | number | undefined) => {
    if (value !== undefined) rows.push([label, String(value)]);
  };
  add(t('profile_nick'), nick || undefined);
  add(t('profile_remark'), contact?.remark);
  add(t('profile_sex'), sex && t(`sex_${sex}`));
  add(t('profile_age'), age);
  add(t('profile_zodiac'), zodiac && t(`zodiac_${zodiac}`));
  add(t('profile_sign'), sign && t(`sign_${sign}`));
  add(t('profile_blood'), blood && t(`blood_${blood}`));
  for (const name of profileTexts) add(t(`profile_${name}`), texts[name]);
  add(t('profile_picture'), picture);
  const strange = Object.entries(others ?? {});
  if (profile !== undefined && nick === undefined && rows.length <= 1 && strange.length === 0) {
    return <p class="small muted">{t('profile_empty')}</p>;
  }
  const joined = (all: string, one: string) => t('toolbar_addends', all, one);
  return (
    <>
      {rows.length > 0 && <Fields rows={rows} />}
      {strange.length > 0 && (
        <details>
          <summary class="small">{t('profile_others')}</summary>
          <Fields rows={strange} raw />
        </details>
      )}
      {cut !== undefined && (
        <p class="small warn">{t('profile_cut', cut.map((name) => labelOf(name, t)).reduce(joined))}</p>
      )}
    </>
  );
}

function labelOf(name: string, t: Translate): string {
  const known = ([...profileTexts, 'nick'] as const).find((each) => each === name);
  return known === undefined ? name : t(`profile_${known}`);
}

function Fields({ rows, raw = false }: { rows: readonly (readonly [string, string])[]; raw?: boolean }) {
  return (
    <dl class="profile">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{raw ? <code>{value}</code> : <bdi>{value}</bdi>}</dd>
        </div>
      ))}
    </dl>
  );
}
