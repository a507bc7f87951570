import { ACME, createTestCache, never } from './cache-subject.ts';
import { SHAPES, type Shape } from './documents-of-shape.ts';

/*
 * Run by itself with --expose-gc: fills a cache with documents of each shape, several times over, and prints how many
 * bytes V8 then takes for each byte of the limit.
 */

const MAX_BYTES = 4_000_000;
/** A text takes at least its own length, so that this much does not fit, whatever its shape. */
const TEXT_BYTES = 1.25 * MAX_BYTES;
const MAX_ENTRIES = 20_000;

const gc = exposedCollector();

function exposedCollector(): NonNullable<typeof globalThis.gc> {
  if (globalThis.gc === undefined) throw new Error('Run node with --expose-gc');
  return globalThis.gc;
}

async function bytesInUse(): Promise<number> {
  // Aborted and settled calls are released in the next iteration of the event loop.
  await new Promise((resolve) => setImmediate(resolve));
  // Twice, as the second one collects unused hidden classes and names.
  for (let time = 0; time < 2; time += 1) await gc({ type: 'major', execution: 'async' });
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A separate function, so that the cache can be collected before the next one is filled. */
async function fill({ text, parse }: Shape): Promise<number> {
  parse(text(0), 0);
  const before = await bytesInUse();
  const cache = await createTestCache({ maxBytes: MAX_BYTES });
  const reads = cache.openOperation().of(ACME, never());
  let written = 0;
  for (let n = 1; written < TEXT_BYTES && n <= MAX_ENTRIES; n += 1) {
    const answer = text(n);
    written += answer.length;
    await reads.document([`document-${n}`], async () => ({ value: parse(answer, n), bytes: answer.length }));
  }
  const after = await bytesInUse();
  await cache[Symbol.asyncDispose]();
  return (after - before) / MAX_BYTES;
}

for (const shape of SHAPES) console.log(JSON.stringify({ name: shape.name, share: await fill(shape) }));
