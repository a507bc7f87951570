import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { WrongAnswer } from '../load/answer-reader.ts';
import type { FileAnswer, FileClient } from '../load/send-file.ts';
import { uploadThroughGateway } from '../load/upload-request.ts';
import { temporaryDirectory } from '../process/cleanup.ts';
import type { Manner, Storage } from '../sources/storage.ts';
import { startGatewayProcess } from './gateway-process.ts';

/** A gateway whose company only has Įvesk. */
export interface UploadGateway extends AsyncDisposable {
  readonly pid: number;
  /** Uploads a file to a storage that receives it in this manner. Throws WrongAnswer if the upload was not correct. */
  upload(client: FileClient, file: Buffer, manner: Manner): Promise<FileAnswer>;
}

const CLOSING_MS = 1_000;

export async function startUploadGateway(storage: Storage): Promise<UploadGateway> {
  const ivesk = { baseUrl: storage.origin, apiKey: 'bench-api-key', companyCode: 'BENCH' };
  const directory = temporaryDirectory();
  const gateway = await startGatewayProcess(
    { bench: { name: 'Bench Ltd', ivesk } },
    { cache: true, temporaryDirectory: directory },
  );
  const { pid, origin, token } = gateway;
  return {
    pid,
    async upload(client, file, manner) {
      const fileName = `${manner}.pdf`;
      const answer = await client.send(uploadThroughGateway(origin, token, fileName), file);
      const upload = { fileName, contentType: 'application/pdf', size: file.length };
      const expected = `${JSON.stringify({ data: { uploadFile: { upload, errors: [] } } })}\n`;
      if (answer.text !== expected) throw new WrongAnswer(`upload: ${answer.status} ${answer.text.slice(0, 400)}`);
      await expectNoFileLeft(pid, directory);
      return answer;
    },
    [Symbol.asyncDispose]: () => gateway[Symbol.asyncDispose](),
  };
}

/**
 * Checks for files by name, and for unlinked ones that are still open: the gateway closes its file after the answer.
 */
async function expectNoFileLeft(pid: number, directory: string): Promise<void> {
  const deadline = performance.now() + CLOSING_MS;
  for (;;) {
    const open = readdirSync(`/proc/${pid}/fd`).flatMap((fd) => linkOf(`/proc/${pid}/fd/${fd}`));
    const left = [...readdirSync(directory), ...open.filter((path) => path.startsWith(directory))];
    if (left.length === 0) return;
    if (performance.now() > deadline) throw new WrongAnswer(`upload: left behind ${left.join(', ')}`);
    await delay(1);
  }
}

function linkOf(path: string): string[] {
  try {
    return [readlinkSync(path)];
  } catch {
    // Closed since the directory was read.
    return [];
  }
}
