import { expect, it } from 'vitest';
import { countTests } from '../../checks/run-vitest';

const report = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };

it('a run in which all tests passed has no failures', () => {
  expect(countTests(report, 0)).toEqual({ passed: 5, failed: 0 });
});

it.each([
  ['a failed test', { ...report, numFailedTests: 2 }, 1, { passed: 5, failed: 2 }],
  ['a skipped test', { ...report, numPendingTests: 1 }, 0, { passed: 5, failed: 1 }],
  ['a test still to be written', { ...report, numTodoTests: 1 }, 0, { passed: 5, failed: 1 }],
  ['a run that ended badly although its tests passed', report, 1, { passed: 5, failed: 1 }],
  ['a run without a report', undefined, 0, { passed: 0, failed: 1 }],
])('%s counts as a failure', (_, given, code, count) => {
  expect(countTests(given, code)).toEqual(count);
});
