import type { Clock } from '../stand-in/clock.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import { s3Conventions } from './conventions.ts';
import { createObjectStore, type ObjectStore, type SampleFile, type UploadSlot } from './object-store.ts';
import { type S3Operation, s3Routes } from './routes.ts';
import { createSigner, type Signer } from './signer.ts';

export interface S3StandIn extends StandIn<S3Operation> {
  /** Controls the lifetime of URLs. */
  readonly signer: Signer;
  /** The uploaded files. */
  readonly store: Pick<ObjectStore, 'uploads' | 'read'>;
  /** A pre-signed URL that reads a file of the sample world. */
  sampleUrl(file: SampleFile): string;
  /** A pre-signed URL that reads the file at this path. */
  readUrl(path: string): string;
  /** A pre-signed URL that accepts a file, sent with exactly the headers of the slot. */
  writeUrl(slot: UploadSlot): string;
}

/** Starts a separate host, like the vendors' S3: files are fetched from it without the vendors' credentials. */
export async function startS3(port: number, clock: Clock): Promise<S3StandIn> {
  const store = createObjectStore();
  const signer = createSigner(clock);
  const standIn = await startStandIn({
    basePath: '',
    port,
    table: s3Routes(store),
    conventions: s3Conventions(signer),
  });
  const { host } = new URL(standIn.url);
  const readUrl = (path: string) => standIn.url + signer.presign('GET', path, { host });
  return {
    ...standIn,
    signer,
    store,
    readUrl,
    sampleUrl(file) {
      store.addSample(file);
      return readUrl(file.path);
    },
    writeUrl(slot) {
      store.addSlot(slot);
      const { 'Content-Type': type, 'Content-Disposition': disposition } = slot.headers;
      const headers = { host, 'content-type': type, 'content-disposition': disposition };
      return standIn.url + signer.presign('PUT', slot.path, headers);
    },
  };
}
