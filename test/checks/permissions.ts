import type { Check, Finding } from './check';
import { readText } from './source-files';

interface Manifest {
  readonly permissions?: readonly string[];
  readonly optional_permissions?: readonly string[];
  readonly host_permissions?: readonly string[];
  readonly optional_host_permissions?: readonly string[];
}

/** What the built manifests ask for, against the list with reasons in the README: a person reads the README. */
export const checkPermissions: Check = async (root) => {
  const manifests = await Promise.all(
    ['chrome-mv3', 'firefox-mv3'].map(async (build) => {
      return JSON.parse(await readText(root, `.output/${build}/manifest.json`)) as Manifest;
    }),
  );
  const asked = new Set(manifests.flatMap(permissionsOf));
  const readme = await readText(root, 'README.md').catch(() => '');
  const explained = readPermissions(readme);
  const findings: Finding[] = [
    ...[...asked].filter((name) => !explained.has(name)).map((name) => finding(name, 'asked for, but not explained')),
    ...[...explained].filter((name) => !asked.has(name)).map((name) => finding(name, 'explained, but not asked for')),
  ];
  return { findings, notes: [`${asked.size} permissions`] };
};

function permissionsOf(manifest: Manifest): string[] {
  const { permissions, optional_permissions, host_permissions, optional_host_permissions } = manifest;
  return [permissions, optional_permissions, host_permissions, optional_host_permissions].flatMap((list) => list ?? []);
}

/** Names in backticks in the first column of the tables under the heading "Permissions", its subheadings included. */
export function readPermissions(readme: string): Set<string> {
  const lines = readme.split('\n');
  const start = lines.findIndex((line) => /^#+ Permissions\b/.test(line));
  const level = levelOf(lines[start]) ?? 0;
  const rest = start < 0 ? [] : lines.slice(start + 1);
  const end = rest.findIndex((line) => (levelOf(line) ?? Number.POSITIVE_INFINITY) <= level);
  const firstCells = rest.slice(0, end < 0 ? undefined : end).flatMap((line) => /^\|([^|]*)\|/.exec(line)?.[1] ?? []);
  return new Set(firstCells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)));
}

function levelOf(line = ''): number | undefined {
  return /^(#+) /.exec(line)?.[1]?.length;
}

function finding(name: string, what: string): Finding {
  return { where: 'README.md, "Permissions"', what: `${name} is ${what}` };
}
