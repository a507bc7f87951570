import { createPdf } from './pdf.ts';

/** A soft copy of the sample world: its PDF is created on request. */
export interface SampleFile {
  /** Path below the store, as in a URL. */
  readonly path: string;
  readonly title: string;
}

/** Headers that a PUT must have, with exactly these values: they are part of the signed text. */
export interface UploadHeaders {
  readonly 'Content-Type': string;
  readonly 'Content-Disposition': string;
}

/** The location of one file. */
export interface UploadSlot {
  readonly path: string;
  readonly headers: UploadHeaders;
  /** Called for each file that was stored there: in S3, a second PUT replaces the first file. */
  stored(file: StoredFile): void;
}

/** A file that was PUT. */
export interface StoredFile {
  readonly path: string;
  readonly headers: UploadHeaders;
  readonly size: number;
  readonly sha256: string;
  /** undefined for a large file, or if later files needed the space. */
  readonly bytes: Uint8Array | undefined;
}

export interface FileContent {
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export interface ObjectStore {
  /** Every file that was PUT, in the order of arrival, including replaced ones. */
  readonly uploads: readonly StoredFile[];
  addSample(file: SampleFile): void;
  addSlot(slot: UploadSlot): void;
  /** undefined if the path is not a slot. */
  put(file: Omit<StoredFile, 'headers'>): StoredFile | undefined;
  read(path: string): FileContent | undefined;
}

/** A sandbox that runs for weeks, or in a benchmark, must not keep every file that it received. */
const KEPT_IN_ALL = 64 * 2 ** 20;

export function createObjectStore(): ObjectStore {
  const samples = new Map<string, SampleFile>();
  const slots = new Map<string, UploadSlot>();
  const latest = new Map<string, number>();
  const uploads: StoredFile[] = [];
  let keptBytes = 0;
  let oldestKept = 0;

  const makeRoom = () => {
    for (; keptBytes > KEPT_IN_ALL; oldestKept += 1) {
      const file = uploads[oldestKept];
      if (file === undefined) return;
      keptBytes -= file.bytes?.length ?? 0;
      uploads[oldestKept] = { ...file, bytes: undefined };
    }
  };

  return {
    uploads,
    addSample: (file) => samples.set(file.path, file),
    addSlot: (slot) => slots.set(slot.path, slot),
    put(given) {
      const slot = slots.get(given.path);
      if (slot === undefined) return undefined;
      const file = { ...given, headers: slot.headers };
      latest.set(file.path, uploads.push(file) - 1);
      keptBytes += file.bytes?.length ?? 0;
      makeRoom();
      slot.stored(file);
      return file;
    },
    read(path) {
      const sample = samples.get(path);
      if (sample !== undefined) return toPdf(sample.title);
      const file = uploads[latest.get(path) ?? -1];
      if (file === undefined) return undefined;
      const { bytes, headers, size, sha256 } = file;
      // A substitute that shows which file was uploaded.
      if (bytes === undefined) return toPdf(`${size} bytes that the sandbox does not keep, SHA-256 ${sha256}`);
      const { 'Content-Type': type, 'Content-Disposition': disposition } = headers;
      return { headers: { 'content-type': type, 'content-disposition': disposition }, bytes };
    },
  };
}

function toPdf(title: string): FileContent {
  return { headers: { 'content-type': 'application/pdf' }, bytes: createPdf(title) };
}
