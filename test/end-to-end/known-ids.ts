import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { readPage } from './list-pages.ts';
import type { TestWorld } from './world.ts';

/** Ids of existing objects, for a company that may see them. */
export interface Known {
  readonly company: string;
  readonly invoices: readonly string[];
  readonly lines: readonly string[];
  readonly order: string;
  /** The order line's id at the source. */
  readonly lineAtSource: string;
  readonly job: string;
}

/** One document of each source with a line, and the other types. */
export async function knownOf(world: TestWorld, company: 'borealis'): Promise<Known> {
  const page = await readPage<{ id: string; source: string; lineItems: { id: string }[] }>(world, {
    as: company,
    first: 60,
    more: 'lineItems { id }',
  });
  const documents = SOURCES.map((source) => {
    const found = page.edges.find(({ node }) => node.source === source && node.lineItems.length > 0);
    if (found === undefined) throw new Error(`No document of ${source}`);
    return found.node;
  });
  const match = world.sandbox.world[company].lightyear.matches[0];
  if (match === undefined) throw new Error('No match');
  return {
    company,
    invoices: documents.map(({ id }) => id),
    lines: documents.flatMap(({ lineItems: [line] }) => line?.id ?? []),
    order: encodeId({ type: 'PurchaseOrder', company, source: 'LIGHTYEAR', sourceId: match.order.documentId }),
    lineAtSource: match.order.lineId,
    job: jobIdOf(company),
  };
}

/** The id of a job that both companies have under the same id. */
export function jobIdOf(company: string): string {
  return encodeId({ type: 'ImportJob', company, source: 'LIGHTYEAR', sourceId: IMPORT_JOB_IDS.finished });
}

/** The same ids, in a company that does not exist. */
export function moved(ids: Known, company: string): Known {
  const move = (id: string) => {
    const parts = JSON.parse(Buffer.from(id, 'base64url').toString('utf8')) as unknown[];
    const renamed = parts.map((part) => (part === ids.company ? company : part));
    return Buffer.from(JSON.stringify(renamed), 'utf8').toString('base64url');
  };
  return {
    ...ids,
    company,
    invoices: ids.invoices.map(move),
    lines: ids.lines.map(move),
    order: move(ids.order),
    job: move(ids.job),
  };
}
