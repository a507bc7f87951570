/**
 * A file that came in whole and can be read from its beginning, until the request that brought it has ended. What stands
 * for the GraphQL scalar Upload, which can be made in no other way.
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
