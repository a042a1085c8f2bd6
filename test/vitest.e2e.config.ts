import { defineConfig } from 'vitest/config';

// What compares with a clock has the machine's two cores to itself: `<subject>.alone.test.ts`.
const alone = ['test/e2e/**/*.alone.test.ts'];
// What waits for a minute to pass has work of others beside it (test/checks/phases.ts): `<subject>.waiting.test.ts`.
const waiting = ['test/e2e/**/*.waiting.test.ts'];

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    passWithNoTests: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...alone, ...waiting],
          // They wait for conditions, mostly for the other side: two files at once cost a machine of two cores little.
          maxWorkers: 2,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: 'waiting', include: waiting, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        test: {
          name: 'alone',
          include: alone,
          fileParallelism: false,
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
