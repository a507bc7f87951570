import type { FileClient } from '../load/send-file.ts';
import { forgetPeak, peakResidentBytes, residentBytes } from '../process/usage.ts';
import type { Storage } from '../sources/storage.ts';
import { startUploadGateway } from '../targets/upload-gateway.ts';

/** Peak growth of the gateway's resident memory over its level before, in MB. */
export interface UploadGrowth {
  readonly one: number;
  /** Four uploads, one after another. */
  readonly four: number;
}

const SMALL_FILE = Buffer.alloc(64 * 1_024, 'small');

/** Measures a fresh gateway, after one small upload, over large ones. */
export async function measureGrowth({
  file,
  client,
  storage,
}: {
  readonly file: Buffer;
  readonly client: FileClient;
  readonly storage: Storage;
}): Promise<UploadGrowth> {
  const growthOver = async (uploads: number): Promise<number> => {
    await using gateway = await startUploadGateway(storage);
    await gateway.upload(client, SMALL_FILE, 'fast');
    const before = residentBytes(gateway.pid);
    forgetPeak(gateway.pid);
    for (let count = 0; count < uploads; count += 1) await gateway.upload(client, file, 'fast');
    return (peakResidentBytes(gateway.pid) - before) / 1_048_576;
  };
  return { one: await growthOver(1), four: await growthOver(4) };
}
