import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [preact()],
  test: {
    root: new URL('..', import.meta.url).pathname,
    // Only a net under tests that hang: on a busy machine the longest, which die some sixty times, take twenty seconds.
    testTimeout: 90_000,
    // By itself it leaves one of the machine's two cores idle.
    maxWorkers: 2,
    // A process and a module graph for every file cost more than most of the tests in them. Documents are anew all the same.
    isolate: false,
    setupFiles: ['test/unit/seeded.ts'],
    include: ['test/unit/**/*.test.{ts,tsx}'],
  },
});
