import { expect, it } from 'vitest';
import { checkPermissions, readPermissions } from '../../checks/permissions';
import { plant } from './plant';

const readme = `# Uinbell
| \`not this\` | a table elsewhere |

## Permissions
Text with \`code\`.

| permission | why |
| --- | --- |
| \`alarms\` | wakes up |
| \`offscreen\`, \`sidePanel\` (Chromium) | \`not this either\` |

### Optional
| \`*://*/*\` | host by host |

## Next
| \`nor this\` | x |
`;

it('reads the first column of every table under the heading, and nothing else', () => {
  expect([...readPermissions(readme)]).toEqual(['alarms', 'offscreen', 'sidePanel', '*://*/*']);
});

it('reads the last section of a file too', () => {
  expect([...readPermissions('## Permissions\n\n| `idle` | why |')]).toEqual(['idle']);
});

const project = (chromium: object, firefox: object) =>
  plant({
    'README.md': readme,
    '.output/chrome-mv3/manifest.json': JSON.stringify(chromium),
    '.output/firefox-mv3/manifest.json': JSON.stringify(firefox),
  });
const hosts = { optional_host_permissions: ['*://*/*'] };

it('the list in the README is what the builds ask for', async () => {
  const root = await project(
    { permissions: ['alarms', 'offscreen', 'sidePanel'], ...hosts },
    { permissions: ['alarms'] },
  );
  expect((await checkPermissions(root)).findings).toEqual([]);
});

it('a permission that is not explained, or explained and not asked for, is found', async () => {
  const root = await project(
    { permissions: ['alarms', 'offscreen'], ...hosts },
    { permissions: ['alarms'], optional_permissions: ['tabs'], host_permissions: ['http://a.test/*'] },
  );
  expect((await checkPermissions(root)).findings.map(({ what }) => what)).toEqual([
    'tabs is asked for, but not explained',
    'http://a.test/* is asked for, but not explained',
    'sidePanel is explained, but not asked for',
  ]);
});
