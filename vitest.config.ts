import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Two cores are the smallest machine this runs on; a test never waits for a clock, so this is a safety net.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
