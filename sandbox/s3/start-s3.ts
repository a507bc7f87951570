import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import { s3Manners } from './manners.ts';
import { createObjectStore, type ObjectStore, type StoredFile, type UploadHeaders } from './object-store.ts';
import { S3_ROUTES, type S3Operation } from './routes.ts';

export interface S3StandIn extends StandIn<S3Operation> {
  /** Its clock and signatures: how long URLs last, and how to expire them. */
  readonly store: ObjectStore;
  /** A pre-signed URL that reads the file. */
  readUrl(file: StoredFile): string;
  /** A pre-signed URL that takes a file, sent with just these headers. */
  writeUrl(path: string, headers: UploadHeaders): string;
}

/** A host of its own, as the vendors' S3 is: files are fetched from it without the vendors' credentials. */
export async function startS3(port: number): Promise<S3StandIn> {
  const store = createObjectStore();
  const standIn = await startStandIn({ basePath: '', port, table: S3_ROUTES, manners: s3Manners(store) });
  return {
    ...standIn,
    store,
    readUrl: (file) => standIn.url + store.presignGet(file),
    writeUrl: (path, headers) => standIn.url + store.presignPut({ path, headers }),
  };
}
