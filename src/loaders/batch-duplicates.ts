import type { Invoice } from '../domain/invoice.ts';
import type { DocumentIndex } from '../store/index/document-index.ts';
import type { Duplicate, DuplicateKey } from '../store/index/read-documents.ts';
import { duplicateKeyOf } from '../store/index/to-document.ts';

/** Documents that a list of duplicates has at most. */
const MAX_DUPLICATES = 50;

/** For each document the others of its company that may be the same, with two reads of the index for all of them. */
export async function batchDuplicates(
  invoices: readonly Invoice[],
  index: Pick<DocumentIndex, 'search' | 'load'>,
): Promise<readonly (readonly Invoice[])[]> {
  const names = invoices.map(nameIn);
  const keys = [...new Map(names.flatMap((one) => (one === undefined ? [] : [[nameOf(one), one]]))).values()];
  // One more, as the document itself is among them.
  const found = await index.search('findDuplicates', { keys, count: MAX_DUPLICATES + 1 });
  const groups = Map.groupBy(found, nameOf);
  const others = invoices.map((invoice, place) => {
    const name = names[place];
    const group = name === undefined ? [] : (groups.get(nameOf(name)) ?? []);
    return group.filter((one) => !isOf(one, invoice)).slice(0, MAX_DUPLICATES);
  });
  const ids = [...new Set(others.flat().map(({ id }) => id))];
  if (ids.length === 0) return invoices.map(() => []);
  const loaded = await index.load([...new Set(keys.map(({ company }) => company))], ids);
  const byId = new Map(ids.map((id, place) => [id, loaded[place]]));
  return others.map((group) => group.flatMap(({ id }) => byId.get(id) ?? []));
}

function nameIn(invoice: Invoice): DuplicateKey | undefined {
  const key = duplicateKeyOf(invoice);
  return key === null ? undefined : { company: invoice.ref.company, key };
}

function nameOf({ company, key }: DuplicateKey): string {
  return `${company} ${key}`;
}

function isOf({ source, subject }: Duplicate, { ref }: Invoice): boolean {
  return source === ref.source && subject === JSON.stringify(ref.key);
}
