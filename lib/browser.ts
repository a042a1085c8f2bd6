// The one door to webextension-polyfill. Content scripts do not come through it: the polyfill alone is larger than they may be.
export { default as browser } from 'webextension-polyfill';
