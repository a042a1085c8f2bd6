import type { Plugin } from 'vite';

/**
 * Scripts in web pages are counted in bytes, and the background is evaluated at every wake. What WXT puts around them,
 * 700 bytes each, logs a crash that the browser logs as well.
 */
const wrapped = /^\0virtual:wxt-(?:unlisted-script|background)-entrypoint\?(.*)$/s;
export const bareEntrypoints: Plugin = {
  name: 'bare-entrypoints',
  enforce: 'pre',
  load(id) {
    const [, path] = wrapped.exec(id) ?? [];
    return path && `import entrypoint from ${JSON.stringify(path)};\nexport default entrypoint.main();`;
  },
};
