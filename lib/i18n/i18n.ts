import type en from '../../public/_locales/en/messages.json';

/** Every string a person reads stands in `_locales`; a key that is not there does not compile. */
export type MessageKey = keyof typeof en;

/** Keys that come as `<name>_one` and `<name>_other`; languages without a singular leave `_one` out. */
export type PluralKey = MessageKey extends infer K ? (K extends `${infer Name}_other` ? Name : never) : never;

/** Locale files allow no hyphen in a name, the model's words have them: `no-answer` is `reason_no_answer`. */
export type Underscored<S extends string> = S extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Underscored<Tail>}`
  : S;

export type Translate = (key: MessageKey, ...substitutions: ReadonlyArray<string | number>) => string;

export interface I18n {
  /** A BCP 47 tag that fits the words on the screen: dates and plurals follow it, `lang` on the root is set to it. */
  readonly locale: string;
  readonly t: Translate;
  /** The form of `name` that fits `count`; `count` is `$1`, what follows `$2` and so on. */
  readonly plural: (name: PluralKey, count: number, ...substitutions: ReadonlyArray<string | number>) => string;
}

export type GetMessage = (key: string, substitutions: string[]) => string;

/**
 * @param uiLanguage the browser's own language; its region is taken over for dates where its language is the words'.
 */
export function createI18n(getMessage: GetMessage, uiLanguage: string): I18n {
  const t: Translate = (key, ...substitutions) => getMessage(key, substitutions.map(String));
  const words = t('lang');
  const locale = uiLanguage.split('-')[0] === words.split('-')[0] ? uiLanguage : words;
  const rules = new Intl.PluralRules(words);
  return {
    locale,
    t,
    plural: (name, count, ...rest) =>
      t(`${name}_${rules.select(count) === 'one' ? 'one' : 'other'}` as MessageKey, count, ...rest),
  };
}

/** The key of a word of the model: `wordKey('reason', 'no-answer')` is `reason_no_answer`. */
export function wordKey<P extends string, W extends string>(family: P, word: W): `${P}_${Underscored<W>}` {
  return `${family}_${word.replaceAll('-', '_')}` as `${P}_${Underscored<W>}`;
}
