/**
 * Frees the memory of bytes that are no longer used. Left to the garbage collector, the chunks of a socket pile up to
 * 60 MB, and V8 then collects its whole heap several times for one large file. Chunks that share a buffer with others
 * wait for the garbage collector.
 */
export function freeMemory({ buffer, length }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}
