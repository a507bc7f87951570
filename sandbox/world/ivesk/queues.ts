import type { WireDocument } from '../../contract.ts';

export interface IveskEntry {
  /** undefined for the document without a key. */
  readonly id: string | undefined;
  /** Milliseconds since the epoch, as in the document. */
  readonly digitizedAt: number;
  readonly exportedAt: number | undefined;
  /** Without its url, which is signed again for each answer. */
  readonly document: WireDocument;
  /** The path of the uploaded file in the file store. Documents of the sample world have sample files instead. */
  readonly file?: string;
}

/** A company's documents in the order of digitization, and those that the accountant exported. */
export interface Queues {
  readonly digitized: readonly IveskEntry[];
  readonly exported: readonly IveskEntry[];
  /** Adds the documents that `make` returns for the time: `now`, or later if the last document is not before `now`. */
  add(now: number, make: (digitizedAt: Date) => readonly WireDocument[], file: string): readonly string[];
  /** Does nothing if there is no such document. */
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

/** A client continues after the last time that it saw, so later documents need a later time. */
function laterThan(last: number | undefined, now: number): number {
  return Math.max(now, (last ?? 0) + 1);
}
