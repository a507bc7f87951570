import type { WireDocument } from '../../contract.ts';

export interface IveskEntry {
  /** undefined for the document without a key. */
  readonly id: string | undefined;
  /** Milliseconds since the epoch, as in the document. */
  readonly digitizedAt: number;
  readonly exportedAt: number | undefined;
  /** Without its url, which is signed anew whenever it is sent. */
  readonly document: WireDocument;
  /** Where the file store has what was uploaded; a document of the sample world has a file of its own. */
  readonly file?: string;
}

/** The documents of a company in the order in which they were digitized, and those that the accountant exported. */
export interface Queues {
  readonly digitized: readonly IveskEntry[];
  readonly exported: readonly IveskEntry[];
  /** Adds what `make` says for the instant: now, or later where the last of the queue is not before that. */
  add(now: number, make: (digitizedAt: Date) => readonly WireDocument[], file: string): readonly string[];
  /** Nothing happens where there is no such document. */
  export(id: string, now: number): void;
}

export function createQueues(entries: readonly IveskEntry[]): Queues {
  const digitized = [...entries];
  const exported = entries
    .filter(({ exportedAt }) => exportedAt !== undefined)
    .sort((a, b) => (a.exportedAt ?? 0) - (b.exportedAt ?? 0));

  return {
    digitized,
    exported,
    add(now, make, file) {
      const digitizedAt = laterThan(digitized.at(-1)?.digitizedAt, now);
      const added = make(new Date(digitizedAt)).map((document) => {
        const id = String(document['id']);
        digitized.push({ id, digitizedAt, exportedAt: undefined, document, file });
        return id;
      });
      return added;
    },
    export(id, now) {
      const index = digitized.findIndex((entry) => entry.id === id);
      const entry = digitized[index];
      if (entry === undefined) return;
      const exportedAt = laterThan(exported.at(-1)?.exportedAt, Math.max(now, entry.digitizedAt + 1));
      const document = { ...entry.document, exportedat: new Date(exportedAt).toISOString() };
      digitized[index] = { ...entry, exportedAt, document };
      exported.push({ ...entry, exportedAt, document });
    },
  };
}

/** A reader goes on behind the last instant that it saw: what comes later has to be behind it. */
function laterThan(last: number | undefined, now: number): number {
  return Math.max(now, (last ?? 0) + 1);
}
