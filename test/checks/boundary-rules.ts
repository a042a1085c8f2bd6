import type { IFlattenedRuleSet } from 'dependency-cruiser';

/**
 * Who may import whom. Every folder of the project may import itself and what stands here, nothing else of the
 * project; ARCHITECTURE.md gives the reasons. Types count as well: what a file knows of, it depends on.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  'lib/model/': [],
  'lib/format/': [],
  'lib/protocol/': ['lib/model/'],
  'lib/store/': ['lib/model/'],
  'lib/vault/': ['lib/model/'],
  'lib/settings/': ['lib/model/'],
  'lib/status-button/': ['lib/model/'],
  'lib/temporary-session/': ['lib/model/'],
  'lib/messaging/': ['lib/model/'],
  'lib/presence/': ['lib/model/', 'lib/protocol/'],
  'lib/notify/': ['lib/model/', 'lib/format/', 'lib/store/'],
  'lib/session/': [
    'lib/model/',
    'lib/protocol/',
    'lib/store/',
    'lib/vault/',
    'lib/settings/',
    'lib/presence/',
    'lib/notify/',
  ],
  'lib/i18n/': ['public/_locales/'],
  'lib/browser.ts': [],
  'lib/page-browser.ts': [],
  'components/': [
    'lib/model/',
    'lib/format/',
    'lib/settings/',
    'lib/i18n/',
    // What pages may have of the store: reading, drafts, and how to notice a change. Never how to write.
    'lib/store/(read|drafts|changes|snapshot|open|schema)\\.ts',
    'lib/messaging/(client|envelope|link-calls|page-calls|site-calls|vault-calls)\\.ts',
    // Pure reading and writing of links and code; what signs them stays with the background.
    'lib/temporary-session/(client-links|encode-html|encode-link|judge-life|link|own-button|parse-link|places|read-callee|read-old-button|read-typed)\\.ts',
  ],
  'entrypoints/': ['lib/', 'components/', 'public/'],
  // So that client and server cannot share a mistake.
  'test/server/': [],
};

const projectFolders = '^(lib|components|entrypoints|public|test)/';

/** A package by its name, found in node_modules or not. */
const packages = (...names: string[]): string => `(^|node_modules/)(${names.join('|')})(/|$)`;

/** Content scripts run in every granted page: they stay a few kB and know nothing of accounts. */
const contentScripts = '^entrypoints/status-[^/]*([./]|$)';

export const boundaryRules: IFlattenedRuleSet = {
  forbidden: [
    ...Object.entries(mayImport).map(([folder, others]) => ({
      name: `${folder} imports only ${others.join(', ') || 'itself'}`,
      severity: 'error' as const,
      from: { path: `^${folder}` },
      to: { path: projectFolders, pathNot: [folder, ...others].map((path) => `^${path}`) },
    })),
    {
      name: 'lib/ has no folders but these',
      severity: 'error',
      from: { path: '^lib/', pathNot: Object.keys(mayImport).map((folder) => `^${folder}`) },
      to: { path: '.' },
    },
    {
      name: 'two protocols never import each other',
      severity: 'error',
      from: { path: '^lib/protocol/([^/]+)/' },
      to: { path: '^lib/protocol/[^/]+/', pathNot: '^lib/protocol/$1/' },
    },
    {
      name: 'model and format need no package',
      severity: 'error',
      from: { path: '^lib/(model|format)/' },
      to: { pathNot: projectFolders },
    },
    onlyFrom('^lib/store/', 'idb'),
    onlyFrom('^lib/(page-)?browser\\.ts$', 'webextension-polyfill'),
    onlyFrom('^(components|entrypoints)/', 'preact', '@preact/[^/]+'),
    onlyFrom('^entrypoints/', 'wxt', '@wxt-dev/[^/]+'),
    onlyFrom('^lib/messaging/', 'valibot'),
    {
      name: 'content scripts stay small and know nothing of accounts',
      severity: 'error',
      from: { path: contentScripts },
      to: {
        path: [
          packages('preact', '@preact/[^/]+', 'idb', 'webextension-polyfill'),
          '^lib/(store|session|protocol|notify|vault)/',
          '^lib/(page-)?browser\\.ts',
        ],
        reachable: true,
      },
    },
    { name: 'no cycles', severity: 'error', from: { path: projectFolders }, to: { circular: true } },
    { name: 'every import is found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
};

/** Product code elsewhere does not import these packages; tests may, to look at what they do. */
function onlyFrom(allowed: string, ...names: string[]) {
  return {
    name: `only ${allowed} imports ${names[0]}`,
    severity: 'error' as const,
    from: { path: '^(lib|components|entrypoints)/', pathNot: allowed },
    to: { path: packages(...names) },
  };
}
