import { readFile } from 'node:fs/promises';
import preact from '@preact/preset-vite';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'wxt';
import { bareEntrypoints } from './wxt.bundle';

// Why each of these: README, "Permissions". Deciding now matters: an update that adds a warning switches the extension off.
const permissions = [
  'alarms',
  'storage',
  'unlimitedStorage',
  'notifications',
  'activeTab',
  'scripting',
  'idle',
  'webRequest',
  'declarativeNetRequestWithHostAccess',
  'contextMenus',
];

/**
 * What our pages may do. Firefox's own default for MV3 adds upgrade-insecure-requests, which silently turns
 * http://shop.lan:8000 into https: HTTP QQ servers and OneBot on the local network speak plain http only. Servers may be
 * anywhere, so any may be asked (the browser's host permissions decide which); pictures come from anywhere, on a click.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: http: https:",
  "media-src 'self'",
  "connect-src 'self' http: https: ws: wss:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];
/** Text never becomes script or markup by mistake. Not while developing: the dev server's own overlay does so. */
const trustedTypes = "require-trusted-types-for 'script'";

/**
 * What a chunk needs lies on the same disk, so nothing is won by asking for it by name beforehand; its styles must be
 * there before it draws.
 */
const modulePreload = {
  polyfill: false,
  resolveDependencies: (_: string, files: string[], { hostType }: { hostType: 'html' | 'js' }) =>
    hostType === 'html' ? files : files.filter((file) => file.endsWith('.css')),
};

/** Small parts that most screens share come in one chunk: names and wrappers of a chunk for each weigh as much as they. */
const screenChunks = {
  preserveEntrySignatures: 'allow-extension' as const,
  output: {
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ name: 'parts', test: /components\/(parts\/|world)|node_modules\/preact/ }],
    },
  },
};

/** Scripts in web pages are one file each, and the bundler warns of chunks that those cannot have. */
const chunks = {
  name: 'screen-chunks',
  config: ({ build }: UserConfig) => (build?.lib ? undefined : { build: { rolldownOptions: screenChunks } }),
};

/** Pages are laid out for people who read them here, as the words are: browsers need no lines. */
const bareHtml: Plugin = {
  name: 'bare-html',
  transformIndexHtml: { order: 'post', handler: (html) => html.replace(/>\s+</g, '><') },
};

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: ({ command }) => ({
    plugins: [preact(), chunks, ...(command === 'build' ? [bareEntrypoints, bareHtml] : [])],
    build: { target: ['chrome127', 'firefox142'], modulePreload },
  }),
  hooks: {
    // Words are laid out for people who read them here; browsers do not need the spaces, an eighth of both languages.
    async 'build:publicAssets'(_wxt, files) {
      for (const [at, file] of files.entries()) {
        if (!('absoluteSrc' in file) || !file.relativeDest.endsWith('.json')) continue;
        const contents = JSON.stringify(JSON.parse(await readFile(file.absoluteSrc, 'utf8')));
        files[at] = { relativeDest: file.relativeDest, contents };
      }
    },
  },
  manifest: ({ browser, command }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: browser === 'firefox' ? permissions : [...permissions, 'offscreen', 'sidePanel'],
    // Firefox has no background permission.
    optional_permissions: browser === 'firefox' ? [] : ['background'],
    optional_host_permissions: ['*://*/*'],
    // `qq 12345 hello` in the address bar.
    omnibox: { keyword: 'qq' },
    // One store for all windows, and it stays: nothing of a private window may get into it.
    incognito: 'not_allowed',
    content_security_policy: {
      extension_pages: [...policy, ...(command === 'build' ? [trustedTypes] : [])].join('; '),
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'uinbell@uinbell.example',
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['personalCommunications', 'authenticationInfo'] },
            },
          },
        }
      : { minimum_chrome_version: '127' }),
  }),
});
