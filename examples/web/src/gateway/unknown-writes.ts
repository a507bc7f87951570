import type { WriteOutcome } from 'invoice-gateway-client';
import { createValue, type Value } from './value.ts';

export interface KnownWrites {
  /** Invoice.id by Write.id, for writes of this tab whose outcome was unknown. */
  readonly documents: ReadonlyMap<string, string>;
  /** By Write.id. An outcome may arrive before the answer that it belongs to. `UNKNOWN` is final: this page will not learn it. */
  readonly outcomes: ReadonlyMap<string, WriteOutcome>;
}

/** The writes whose outcome is or was unknown. The gateway looks at the source, and reports the outcome as an event. */
export interface UnknownWrites {
  readonly known: Pick<Value<KnownWrites>, 'get' | 'subscribe'>;
  note(writeId: string, invoiceId: string): void;
  resolve(writeId: string, outcome: WriteOutcome): void;
  /** The events that would have told may have been missed. */
  giveUp(): void;
  close(): void;
}

/** An open write, as the tab keeps it over a reload. */
interface Open {
  readonly writeId: string;
  readonly invoiceId: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

const KEY = 'invoice-gateway unknown writes';
/** By then the gateway has looked for the last time. */
const CHECKED_FOR_MS = 10 * 60_000;

export function createUnknownWrites(): UnknownWrites {
  let open = readOpen().filter(({ since }) => Date.now() - since < CHECKED_FOR_MS);
  const documents = new Map(open.map(({ writeId, invoiceId }) => [writeId, invoiceId]));
  const known = createValue<KnownWrites>({ documents, outcomes: new Map() });
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const resolve = (writeId: string, outcome: WriteOutcome) => {
    open = open.filter((one) => one.writeId !== writeId);
    keepOpen(open);
    const { documents, outcomes } = known.get();
    known.set({ documents, outcomes: new Map([...outcomes, [writeId, outcome]]) });
  };
  const giveUpLater = ({ writeId, since }: Open) => {
    const isOpen = () => open.some((one) => one.writeId === writeId);
    const timer = setTimeout(() => isOpen() && resolve(writeId, 'UNKNOWN'), since + CHECKED_FOR_MS - Date.now());
    timers.add(timer);
  };
  for (const one of open) giveUpLater(one);
  return {
    known,
    note(writeId, invoiceId) {
      const { documents, outcomes } = known.get();
      known.set({ documents: new Map([...documents, [writeId, invoiceId]]), outcomes });
      if (outcomes.has(writeId)) return;
      const one = { writeId, invoiceId, since: Date.now() };
      open = [...open.filter((other) => other.writeId !== writeId), one];
      keepOpen(open);
      giveUpLater(one);
    },
    resolve,
    giveUp() {
      for (const { writeId } of open) resolve(writeId, 'UNKNOWN');
    },
    close() {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** For another token, they are not known. */
export function forgetUnknownWrites(): void {
  sessionStorage.removeItem(KEY);
}

function keepOpen(open: readonly Open[]): void {
  sessionStorage.setItem(KEY, JSON.stringify(open));
}

function readOpen(): readonly Open[] {
  const text = sessionStorage.getItem(KEY);
  return text === null ? [] : (JSON.parse(text) as readonly Open[]);
}
