import { join } from 'node:path';
import { WrongAnswer } from '../../load/answer-reader.ts';
import { firstDifference } from '../../load/difference.ts';
import { post } from '../../load/post.ts';
import { temporaryDirectory } from '../../process/cleanup.ts';
import { startExportSource } from '../../sources/export-source.ts';
import { startGateway } from '../../targets/gateway.ts';
import { oneAccount, type Target } from '../../targets/target.ts';
import { keyOf, writeOf } from './kept-keys.ts';

const QUERY = `mutation Export($ids: [ID!]!, $key: String!) {
  markInvoicesExported(input: { ids: $ids, idempotencyKey: $key }) { results { ok writeId isReplay } }
}`;

export interface ReplayOptions {
  /** The URL of PostgreSQL; by default SQLite. */
  readonly databaseUrl?: string;
  /** Adds this number of keys to the store, each for the same input as its only one. */
  fill(dataDir: string, keys: number): Promise<void>;
  readonly keys: number;
  readonly replays: number;
}

/** The time of each repetition of a request with a key that is one of many, in ms. Throws WrongAnswer. */
export async function replayMs({ databaseUrl, fill, keys, replays }: ReplayOptions): Promise<readonly number[]> {
  const directory = temporaryDirectory();
  await using source = await startExportSource(1);
  const start = () =>
    startGateway(oneAccount(source.origin), { cache: true, directory, ...(databaseUrl && { databaseUrl }) });
  const [document = ''] = (await source.exports()).keys();
  {
    await using gateway = await start();
    await exportOnce(gateway, document, 'the first');
  }
  await fill(join(directory, 'data'), keys);
  await using gateway = await start();
  const times: number[] = [];
  for (let count = 0; count < replays; count += 1) {
    const index = 1 + Math.floor(Math.random() * keys);
    const started = performance.now();
    const answer = await exportOnce(gateway, document, keyOf(index));
    times.push(performance.now() - started);
    const expected = { ok: true, writeId: writeOf(index), isReplay: true };
    const difference = firstDifference(answer, { data: { markInvoicesExported: { results: [expected] } } });
    if (difference !== undefined) throw new WrongAnswer(`the replay of key ${index}: ${difference}`);
  }
  const [sent] = (await source.exports()).values();
  if (sent !== 1) throw new WrongAnswer(`the document was sent ${sent} times, not once`);
  return times;
}

async function exportOnce({ origin, token, idOf }: Target, document: string, key: string): Promise<unknown> {
  const variables = { ids: [idOf(document)], key };
  return JSON.parse(String(await post(origin, token, { query: QUERY, operationName: 'Export', variables })));
}
