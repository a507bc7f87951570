import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { startChild } from '../process/child.ts';
import { createRequestCount } from './request-count.ts';
import type { CallCounter } from './static-sources.ts';

/** Simulates Lightyear for exports. */
export interface ExportSource extends AsyncDisposable, CallCounter {
  readonly origin: string;
  /** The number of exports of each document so far; the request for it counts as a call. */
  exports(): Promise<ReadonlyMap<string, number>>;
}

const PROGRAM = fileURLToPath(new URL('./export-source-process.ts', import.meta.url));

export async function startExportSource(documents: number): Promise<ExportSource> {
  const child = startChild(process.execPath, [PROGRAM, String(documents)]);
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  return {
    origin,
    calls: createRequestCount(origin),
    exports: async () => {
      const { body } = await request(`${origin}/exports`);
      return new Map((await body.json()) as [string, number][]);
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}
