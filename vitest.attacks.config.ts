import { defineConfig } from 'vitest/config';

/** Attacks on a running gateway: one after the other, with nothing beside them that would slow the machine. */
export default defineConfig({
  test: {
    include: ['test/attacks/**/*.test.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    // An attack of some seconds, and the time that its memory has to come back.
    testTimeout: 150_000,
    hookTimeout: 60_000,
    disableConsoleIntercept: true,
  },
});
