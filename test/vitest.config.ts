import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

// Here helpers hang hooks up as they are imported, or tests share a document: each file needs its modules anew.
const apart = ['test/unit/{session,components}/**/*.test.{ts,tsx}'];

export default defineConfig({
  plugins: [preact()],
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Only a net under tests that hang: on a busy machine the longest, which die some sixty times, take twenty seconds.
    testTimeout: 90_000,
    // By itself it leaves one of the machine's two cores idle.
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'apart', include: apart } },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...apart, 'test/e2e/**', 'node_modules/**'],
          // A process and a module graph for every file cost more than all of the tests in them.
          isolate: false,
        },
      },
    ],
  },
});
