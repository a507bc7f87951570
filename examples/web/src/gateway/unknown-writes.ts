import type { WriteOutcome } from 'invoice-gateway-client';
import { createValue, type Value } from './value.ts';

export interface KnownWrites {
  /** Invoice.id by Write.id, for writes of this page whose outcome was unknown. */
  readonly documents: ReadonlyMap<string, string>;
  /** By Write.id. An outcome may arrive before the answer that it belongs to. */
  readonly outcomes: ReadonlyMap<string, WriteOutcome>;
}

/** The writes whose outcome is or was unknown. The gateway looks at the source, and reports the outcome as an event. */
export interface UnknownWrites {
  readonly known: Pick<Value<KnownWrites>, 'get' | 'subscribe'>;
  note(writeId: string, invoiceId: string): void;
  resolve(writeId: string, outcome: WriteOutcome): void;
}

export function createUnknownWrites(): UnknownWrites {
  const known = createValue<KnownWrites>({ documents: new Map(), outcomes: new Map() });
  return {
    known,
    note(writeId, invoiceId) {
      const { documents, outcomes } = known.get();
      known.set({ documents: new Map([...documents, [writeId, invoiceId]]), outcomes });
    },
    resolve(writeId, outcome) {
      const { documents, outcomes } = known.get();
      known.set({ documents, outcomes: new Map([...outcomes, [writeId, outcome]]) });
    },
  };
}
