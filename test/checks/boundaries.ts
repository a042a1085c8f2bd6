import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { boundaryRules } from './boundary-rules';
import type { Check } from './check';

const folders = ['lib', 'components', 'entrypoints', 'test'];

/** Imports that cross a boundary of boundary-rules.ts, types included. */
export const checkBoundaries: Check = async (root) => {
  const present = folders.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise(present, {
    baseDir: root,
    ruleSet: boundaryRules,
    validate: true,
    // Types are gone once compiled; before that they are dependencies like all others.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    // Packages may not export their package.json, which is all the difference these make.
    enhancedResolveOptions: {
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  });
  const { modules, summary } = output as ICruiseResult;
  const looked = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  return {
    findings: [
      ...summary.violations.map(({ from, to, rule }) => ({ where: from, what: `${to}: ${rule.name}` })),
      ...(looked.length === 0 ? [{ where: root, what: 'there is nothing to look at' }] : []),
    ],
    notes: [`${looked.length} files`],
  };
};
