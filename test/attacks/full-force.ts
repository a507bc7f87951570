import { askAs } from './ask-as.ts';
import type { Target } from './attack.ts';
import { idOf } from './attacked-world.ts';

/* A process with a caller at full force: 64 connections, each with one operation of 200 REST calls after the other. */

const CONNECTIONS = 64;
const QUERY =
  'query($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { number lineItems { id code description } } } }';

const [, , gateway = '', sources = ''] = process.argv;
const target: Target = { gateway: new URL(gateway), sources: new URL(sources) };
let operations = 0;

async function askForEver(): Promise<never> {
  for (;;) {
    operations += 1;
    // Always other documents, so that they are not in the cache.
    const ids = Array.from({ length: 200 }, (_, index) => idOf('LIGHTYEAR', [`force-${operations}-${index}`]));
    await askAs(target, 'reader', { query: QUERY, variables: { ids } });
  }
}

process.on('disconnect', () => process.exit());
process.send?.('ready');
await Promise.all(Array.from({ length: CONNECTIONS }, askForEver));
