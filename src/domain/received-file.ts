/**
 * A file that was received completely and can be read from its beginning until the request that brought it has ended.
 * The value of the GraphQL scalar Upload, which cannot be created in another way.
 */
export class ReceivedFile {
  /** As the sender named it: any text. Null if it did not. */
  readonly name: string | null;
  /** Bytes. */
  readonly size: number;
  /** Its bytes from the first one on; may be asked for again. A chunk may be written over when three more have been asked for. */
  readonly chunks: () => AsyncIterable<Uint8Array>;

  constructor(file: { name: string | null; size: number; chunks: () => AsyncIterable<Uint8Array> }) {
    this.name = file.name;
    this.size = file.size;
    this.chunks = file.chunks;
  }
}
