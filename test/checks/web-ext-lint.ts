import type { Check, Checked } from './check';
import { runCommand } from './run-command';

/** Warnings that we cannot mend, each with its reason; every other one fails. */
const allowed: Readonly<Record<string, string>> = {
  UNSAFE_VAR_ASSIGNMENT: "Preact's own code for dangerouslySetInnerHTML, which no component of ours uses",
};

interface Complaint {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
}
export interface LintReport {
  readonly errors: readonly Complaint[];
  readonly warnings: readonly Complaint[];
}

/** What Mozilla's own linter says of the Firefox build. */
export const checkWebExtLint: Check = async (root) => {
  const words = ['lint', '-s', '.output/firefox-mv3', '--output', 'json', '--no-config-discovery'];
  const { output } = await runCommand(root, 'web-ext', words);
  // Node's own warnings may stand before the report.
  const report = output.slice(output.indexOf('{"'));
  try {
    return judgeLint(JSON.parse(report) as LintReport);
  } catch {
    return { findings: [{ where: 'web-ext', what: `gave no report: ${output.slice(0, 500)}` }], notes: [] };
  }
};

export function judgeLint({ errors, warnings }: LintReport): Checked {
  const bad = [...errors, ...warnings.filter(({ code }) => !Object.hasOwn(allowed, code))];
  return {
    findings: bad.map(({ code, message, file }) => ({ where: file ?? 'manifest.json', what: `${code}: ${message}` })),
    notes: [`${errors.length} errors, ${warnings.length} warnings (allowed: ${Object.keys(allowed).join(', ')})`],
  };
}
