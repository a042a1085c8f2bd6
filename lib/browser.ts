// The one door to webextension-polyfill, for the background: its listeners answer by promise, which Chromium alone cannot.
export { default as browser } from 'webextension-polyfill';
