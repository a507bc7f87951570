import { fileURLToPath } from 'node:url';
import { request } from 'undici';
import { startChild } from '../process/child.ts';

/**
 * How a storage takes a file. `fast`: as fast as it can. `paced`: at PACE. `checked`: as fast as it can, and hashes it.
 * A file is taken so when its name, without extension, says so.
 */
export type Manner = 'fast' | 'paced' | 'checked';

/** Bytes a second: a storage at the other end of a gigabit line that is not its alone. */
export const PACE = 90_000_000;

/** What came with one PUT. */
export interface StoredPut {
  /** PUTs so far, this one included. */
  readonly puts: number;
  readonly bytes: number;
  /** From its head to its last byte. */
  readonly ms: number;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Hexadecimal; null where it was not taken. */
  readonly sha256: string | null;
}

/** Plays Įvesk's upload locations and the storage behind them. */
export interface Storage extends AsyncDisposable {
  readonly origin: string;
  /** The PUT that ended last. */
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

/** Where a file is PUT. */
export function storageUrl(origin: string, manner: Manner): string {
  return `${origin}/public/${manner}.pdf`;
}
