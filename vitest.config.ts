import { defineConfig } from 'vitest/config';
import { KINDS, testsByKind } from './test/kinds.ts';

const tests = testsByKind();

export default defineConfig({
  // Vite prefers a package's ES module, Node takes its "main": a second copy of graphql knows no type of the first.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // Two cores are the smallest machine this runs on; a test never waits for a clock, so this is a safety net.
    testTimeout: 20_000,
    hookTimeout: 20_000,
    // A worker loads the shared modules once for all of its files: each file has to restore the state that it changes.
    isolate: false,
    maxWorkers: '100%',
    // Workers, their threads and the processes that tests start share one compile cache.
    env: { NODE_COMPILE_CACHE: new URL('node_modules/.cache/compiled', import.meta.url).pathname },
    projects: KINDS.map((name) => ({
      extends: true as const,
      test: {
        name,
        include: [...tests[name]],
        globalSetup: name === 'browser' ? ['test/browser/global-setup.ts'] : [],
      },
    })),
  },
});
