import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  // The gateway's path for GraphiQL; see src/server/explorers/graphiql-route.ts.
  base: '/graphiql/',
  plugins: [react(), compressed()],
  worker: { format: 'es' },
  build: {
    // Monaco is one chunk of 2.8 MB.
    chunkSizeWarningLimit: 3_000,
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      onwarn(warning, warn) {
        // "use no memo" is a directive for React's compiler, which these packages have already been through.
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});

/** Writes a compressed copy of each text file, so that the gateway never has to compress. */
function compressed(): Plugin {
  const compress = promisify(gzip);
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(css|js|md|ttf)$/.test(name));
      await Promise.all(
        names.map(async (name) => {
          const path = join(dir, name);
          await writeFile(`${path}.gz`, await compress(await readFile(path), { level: 9 }));
        }),
      );
    },
  };
}
