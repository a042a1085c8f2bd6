import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

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

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [preact()], build: { target: ['chrome127', 'firefox142'] } }),
  manifest: ({ browser }) => ({
    name: '__MSG_app_name__',
    description: '__MSG_app_description__',
    default_locale: 'en',
    permissions: browser === 'firefox' ? permissions : [...permissions, 'offscreen', 'sidePanel'],
    // Firefox has no background permission.
    optional_permissions: browser === 'firefox' ? [] : ['background'],
    optional_host_permissions: ['*://*/*'],
    content_security_policy: {
      // Firefox's own default for MV3 adds upgrade-insecure-requests, which silently turns http://shop.lan:8000 into
      // https: HTTP QQ servers and OneBot on the local network speak plain http only. So the policy is spelled out.
      extension_pages: "script-src 'self'; object-src 'self'",
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
