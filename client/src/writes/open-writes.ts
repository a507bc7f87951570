import { pause } from '../backoff.ts';
import { randomKey } from '../random-key.ts';
import { digestOf } from './digest.ts';

/**
 * A store for the keys of writes whose outcome is open. `sessionStorage`, `localStorage` and the AsyncStorage
 * of React Native have this form.
 */
export interface KeyStore {
  getItem(name: string): string | null | Promise<string | null>;
  setItem(name: string, value: string): unknown;
  removeItem(name: string): unknown;
}

/** The key of a write that is about to be sent. */
export interface OpenWrite {
  readonly key: string;
  /** True if an earlier request had it, whose outcome is still open. */
  readonly isOfEarlier: boolean;
  /** The outcome stays open: a repetition has the same key, for this many milliseconds at most. */
  keep(ms: number): Promise<void>;
  /** The outcome is known: the next request for the same is another one. */
  forget(): Promise<void>;
}

/** After a lost connection: less than the time for which the gateway remembers keys. */
export const LOST_MS: number = 24 * 3_600_000;
/** After the gateway has said that an outcome is unknown: by then, it does not look at the source any more. */
export const UNKNOWN_MS: number = 10 * 60_000;

/** The time that the digests of equal requests may differ by. */
const DIGEST_MS = 1_000;

const PREFIX = 'invoice-gateway-client ';

interface Entry {
  readonly key: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

interface Found {
  readonly entry: Entry;
  readonly isOfEarlier: boolean;
}

/** Requests that look for their key at the same moment: equal ones share it. */
const opening = new WeakMap<KeyStore, Map<string, Promise<Found>>>();

/** All requests that look for their key, also those that compute their digest. */
const looking = new WeakMap<KeyStore, Set<Promise<unknown>>>();

/**
 * Opens a write. `identity` says which action it is: an equal one whose outcome is open has the same key, which is in
 * the store until the outcome is known. Without `crypto.subtle`, which exists on https and localhost only, and if the
 * store fails, the key is for this request and its own repetitions.
 */
export async function openWrite(identity: unknown, store: KeyStore = defaultStore()): Promise<OpenWrite> {
  const others = looking.get(store) ?? new Set();
  looking.set(store, others);
  const found = lookUp(identity, store, others);
  others.add(found);
  try {
    return await found;
  } finally {
    others.delete(found);
  }
}

async function lookUp(identity: unknown, store: KeyStore, others: ReadonlySet<Promise<unknown>>): Promise<OpenWrite> {
  const digest = await digestOf(identity);
  if (digest === undefined) return { key: randomKey(), isOfEarlier: false, ...NOTHING_TO_KEEP };
  const name = PREFIX + digest;
  const { entry, isOfEarlier } = await findOrCreate(store, name);
  return {
    key: entry.key,
    isOfEarlier,
    async keep(ms) {
      await save(store, name, { key: entry.key, until: Math.min(entry.until, Date.now() + ms) });
    },
    async forget() {
      // The second request of a double click may not have its digest yet when the first one is answered.
      if (others.size > 0) await settled(others);
      await tryTo(() => store.removeItem(name));
    },
  };
}

/** The file of another request may take long to read: this does not wait for it. */
async function settled(others: ReadonlySet<Promise<unknown>>): Promise<void> {
  const over = new AbortController();
  await Promise.race([Promise.allSettled(others), pause(DIGEST_MS, over.signal)]);
  over.abort();
}

const NOTHING_TO_KEEP = { keep: () => Promise.resolve(), forget: () => Promise.resolve() };

/** The header of a request with a key, as a string of RFC 9651. */
export function keyHeader(key: string): Record<string, string> {
  return { 'idempotency-key': `"${key.replaceAll(/["\\]/g, '\\$&')}"` };
}

async function findOrCreate(store: KeyStore, name: string): Promise<Found> {
  const all = opening.get(store) ?? new Map<string, Promise<Found>>();
  opening.set(store, all);
  const other = all.get(name);
  if (other !== undefined) return { entry: (await other).entry, isOfEarlier: true };
  const found = readOrCreate(store, name).finally(() => all.delete(name));
  all.set(name, found);
  return found;
}

async function readOrCreate(store: KeyStore, name: string): Promise<Found> {
  const earlier = await read(store, name);
  if (earlier !== undefined) return { entry: earlier, isOfEarlier: true };
  const entry = { key: randomKey(), until: Date.now() + LOST_MS };
  // Before the request is sent: the page may be closed at any moment.
  await save(store, name, entry);
  return { entry, isOfEarlier: false };
}

async function read(store: KeyStore, name: string): Promise<Entry | undefined> {
  const text = await tryTo(() => store.getItem(name));
  const [, until, key] = /^(\d+) ([\w-]+)$/.exec(typeof text === 'string' ? text : '') ?? [];
  return key !== undefined && Number(until) > Date.now() ? { key, until: Number(until) } : undefined;
}

async function save(store: KeyStore, name: string, { key, until }: Entry): Promise<void> {
  await tryTo(() => store.setItem(name, `${until} ${key}`));
}

/** A store that is full, or closed to this page, must not prevent a write: then its key is not kept. */
async function tryTo<T>(use: () => T): Promise<Awaited<T> | undefined> {
  try {
    return await use();
  } catch {
    return undefined;
  }
}

let memory: KeyStore | undefined;

/** The page's sessionStorage, which survives a reload, or the memory of this process. */
function defaultStore(): KeyStore {
  try {
    if (typeof document !== 'undefined') return sessionStorage;
  } catch {
    // The page may not use it.
  }
  memory ??= createMemoryStore();
  return memory;
}

function createMemoryStore(): KeyStore {
  const items = new Map<string, string>();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, value) => items.set(name, value),
    removeItem: (name) => items.delete(name),
  };
}
