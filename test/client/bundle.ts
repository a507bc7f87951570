import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

interface Options {
  /** What an application has in its bundle anyway, and is left out of this one. */
  readonly external?: readonly RegExp[];
  /** The folder of whoever imports the package. */
  readonly root?: string;
}

/** A bundle for browsers, as an application built with Vite would have it: minified, with what is used of the package. */
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

/** What a browser loads of it, in bytes. */
export function gzipped(code: string): number {
  return gzipSync(code, { level: 9 }).length;
}
