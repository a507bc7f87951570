import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { startChild } from '../process/child.ts';

/**
 * How a storage receives a file. `fast`: as fast as it can. `paced`: at PACE. `checked`: as fast as it can, and hashes
 * it. The file's name, without extension, selects the manner.
 */
export type Manner = 'fast' | 'paced' | 'checked';

/** Bytes per second: a storage at the other end of a shared gigabit line. */
export const PACE = 90_000_000;

/** One received PUT. */
export interface StoredPut {
  /** PUTs so far, including this one. */
  readonly puts: number;
  readonly bytes: number;
  /** Time from its head to its last byte. */
  readonly ms: number;
  /** Headers by lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Hexadecimal; null if the file was not hashed. */
  readonly sha256: string | null;
}

/** Simulates Įvesk's upload locations and the storage behind them. */
export interface Storage extends AsyncDisposable {
  readonly origin: string;
  /** The last completed PUT. */
  lastPut(): Promise<StoredPut>;
}

const PROGRAM = fileURLToPath(new URL('./storage-process.ts', import.meta.url));

export async function startStorage(): Promise<Storage> {
  const child = startChild(process.execPath, [PROGRAM]);
  const origin = await child.firstMatch(/http:\/\/127\.0\.0\.1:\d+/);
  return {
    origin,
    lastPut: async () => {
      const { body } = await request(`${origin}/last`);
      return (await body.json()) as StoredPut;
    },
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  };
}

/** The URL for a PUT. */
export function storageUrl(origin: string, manner: Manner): string {
  return `${origin}/public/${manner}.pdf`;
}
