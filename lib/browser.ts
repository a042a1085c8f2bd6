import polyfill, { type Browser } from 'webextension-polyfill';

/** The one door to webextension-polyfill, for the background: its listeners answer by promise, which Chromium alone cannot. */
export const browser: Browser = polyfill;
