import { promisify } from 'node:util';
import { exported } from './some-events.ts';
import { openSqliteIn } from './sqlite-place.ts';

/**
 * A gateway to be killed, or to run out of disk: `node append-forever.ts <directory> <prefix> <characters>`. It prints
 * a line for each event that it sends, that was acknowledged with its id, or that was refused.
 */
const [dataDir = '', prefix = '', characters = '0'] = process.argv.slice(2);
const write = promisify((text: string, done: () => void) => process.stdout.write(text, done));
/** Writes before it continues, so that the reader gets all lines from before a kill. */
function say(...words: readonly string[]) {
  return write(`${words.join(' ')}\n`);
}
const CONCURRENCY = 8;

const log = await openSqliteIn(dataDir);
await say('open');
async function appendForever(writer: number): Promise<void> {
  for (let i = 0; ; i += 1) {
    const message = `${prefix}-${writer}-${i}`;
    const event = { ...exported('acme', message), document: 'x'.repeat(Number(characters)) };
    await say('sent', message);
    await log.append(event, message).then(
      ({ id }) => say('stored', message, id),
      (error: unknown) => say('refused', message, error instanceof Error ? error.name : 'no error'),
    );
  }
}
await Promise.all(Array.from({ length: CONCURRENCY }, (_, writer) => appendForever(writer)));
