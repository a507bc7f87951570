import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  /** Packages that an application bundles anyway, and that are left out of this bundle. */
  readonly external?: readonly RegExp[];
  /** The folder of the code that imports the package. */
  readonly root?: string;
}

/**
 * A bundle for browsers, as Vite builds an application: minified, and only with the parts of the package that are used.
 */
export async function bundle(code: string, { external = [], root = ROOT }: Options = {}): Promise<string> {
  const file = join(root, 'an-entry.js');
  const entry = {
    name: 'entry',
    resolveId: (id: string) => (id === file ? id : null),
    load: (id: string) => (id === file ? code : null),
  };
  const output = await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [entry],
    build: {
      write: false,
      minify: true,
      target: 'es2023',
      modulePreload: false,
      rolldownOptions: { input: file, external: [...external], preserveEntrySignatures: 'strict' },
    },
  });
  const chunks = (Array.isArray(output) ? output : [output]).flatMap((one) => (one as Rolldown.RolldownOutput).output);
  return chunks.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
}

/** The number of bytes that a browser loads for it. */
export function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
