import { browser } from '../browser';
import { createI18n, type I18n } from './i18n';

/** The words of the browser's own language, for background and pages. */
export function browserI18n(): I18n {
  const { getMessage, getUILanguage } = browser.i18n;
  return createI18n((key, substitutions) => getMessage(key, substitutions), getUILanguage());
}
