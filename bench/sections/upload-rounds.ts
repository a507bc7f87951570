import { hash } from 'node:crypto';
import { WrongAnswer } from '../load/answer-reader.ts';
import type { FileAnswer, FileClient } from '../load/send-file.ts';
import { uploadToStorage } from '../load/upload-request.ts';
import { cpuMs } from '../process/usage.ts';
import { type Manner, type Storage, type StoredPut, storageUrl } from '../sources/storage.ts';
import type { UploadGateway } from '../targets/upload-gateway.ts';
import type { Bench } from './section.ts';

/** Averages over the uploads of one round. */
export interface UploadRound {
  readonly wallMs: number;
  /** The part of it for the PUT, as measured by the storage. */
  readonly putMs: number;
  readonly cpuMs: number;
}

export interface UploadComparison {
  readonly direct: readonly UploadRound[];
  readonly gateway: readonly UploadRound[];
}

export interface UploadWays {
  readonly file: Buffer;
  readonly client: FileClient;
  readonly storage: Storage;
  readonly gateway: UploadGateway;
}

/** Uploads alternately through the gateway and directly; the storage counts each of them. */
export async function compareUploads(
  bench: Pick<Bench, 'rounds' | 'progress'>,
  ways: UploadWays,
  { manner, uploads }: { readonly manner: Manner; readonly uploads: number },
): Promise<UploadComparison> {
  const comparison = { direct: [] as UploadRound[], gateway: [] as UploadRound[] };
  for (let round = 0; round < bench.rounds; round += 1) {
    bench.progress(`uploads, ${manner} storage: round ${round + 1} of ${bench.rounds}`);
    // The order alternates, so that neither always runs on a machine that the other has just heated.
    for (const way of round % 2 === 0 ? (['direct', 'gateway'] as const) : (['gateway', 'direct'] as const))
      comparison[way].push(await runRound(ways, way, manner, uploads));
  }
  return comparison;
}

/** One upload each way; the storage hashes the received bytes. Throws WrongAnswer. */
export async function checkUploads(ways: UploadWays): Promise<void> {
  const wanted = hash('sha256', ways.file);
  for (const way of ['direct', 'gateway'] as const) {
    const { stored } = await uploadOnce(ways, way, 'checked');
    const { sha256, headers } = stored;
    const expected: Readonly<Record<string, string | undefined>> = {
      'content-length': String(ways.file.length),
      'content-type': 'application/pdf',
      ...(way === 'gateway' && { 'content-disposition': 'filename="checked.pdf"' }),
      // It must have a length instead, and no credentials: the URL is the credential.
      'transfer-encoding': undefined,
      authorization: undefined,
      'x-api-key': undefined,
    };
    if (sha256 !== wanted) throw new WrongAnswer(`upload, ${way}: the storage received other bytes`);
    for (const [name, value] of Object.entries(expected))
      if (headers[name] !== value) throw new WrongAnswer(`upload, ${way}: ${name} is ${headers[name]}, not ${value}`);
  }
}

async function runRound(ways: UploadWays, way: Way, manner: Manner, uploads: number): Promise<UploadRound> {
  const total = { wallMs: 0, putMs: 0 };
  const cpuBefore = cpuMs(ways.gateway.pid);
  for (let count = 0; count < uploads; count += 1) {
    const { answer, stored } = await uploadOnce(ways, way, manner);
    total.wallMs += answer.wallMs;
    total.putMs += stored.ms;
  }
  const cpu = cpuMs(ways.gateway.pid) - cpuBefore;
  return { wallMs: total.wallMs / uploads, putMs: total.putMs / uploads, cpuMs: cpu / uploads };
}

type Way = 'direct' | 'gateway';

async function uploadOnce(
  { file, client, storage, gateway }: UploadWays,
  way: Way,
  manner: Manner,
): Promise<{ answer: FileAnswer; stored: StoredPut }> {
  const before = await storage.lastPut();
  const answer =
    way === 'gateway'
      ? await gateway.upload(client, file, manner)
      : await client.send(uploadToStorage(storageUrl(storage.origin, manner)), file);
  const stored = await storage.lastPut();
  if (answer.status !== 200) throw new WrongAnswer(`upload, ${way}: answered ${answer.status}`);
  if (stored.puts !== (before?.puts ?? 0) + 1 || stored.bytes !== file.length)
    throw new WrongAnswer(`upload, ${way}: ${stored.bytes} bytes in PUT ${stored.puts}, not ${file.length}`);
  return { answer, stored };
}
