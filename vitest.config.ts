import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite prefers a package's ES module, Node takes its "main": a second copy of graphql knows no type of the first.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    // These run alone: see vitest.attacks.config.ts.
    exclude: ['test/attacks/**'],
    // Two cores are the smallest machine this runs on; a test never waits for a clock, so this is a safety net.
    testTimeout: 20_000,
    hookTimeout: 20_000,
  },
});
