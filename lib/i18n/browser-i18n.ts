import { createI18n, type I18n } from './i18n';

/** The part of `browser.i18n` that words need; background and pages each have a browser of their own. */
export interface BrowserWords {
  getMessage(key: string, substitutions: string[]): string;
  getUILanguage(): string;
}

/** The words of the browser's own language. */
export function browserI18n({ i18n }: { readonly i18n: BrowserWords }): I18n {
  return createI18n((key, substitutions) => i18n.getMessage(key, substitutions), i18n.getUILanguage());
}
