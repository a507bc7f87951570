import type { Context } from '../../context.ts';
import { type InvoiceRef, type LineKey, lineKeyOf } from '../../domain/ids.ts';
import type { LineItem } from '../../domain/invoice.ts';

/** A line by its document and key; null where either is not there. */
export async function findLine(
  ref: InvoiceRef,
  { sourceId, position }: LineKey,
  { loaders }: Context,
): Promise<LineItem | null> {
  const lines = (await loaders.invoice.load(ref))?.lineItems ?? [];
  const inPlace = lines[position - 1];
  if (inPlace !== undefined && lineKeyOf(inPlace).sourceId === sourceId) return inPlace;
  // A line with an id of its own is found where it stands now; one without is its place.
  return (sourceId === null ? undefined : byOwnId(lines).get(sourceId)) ?? null;
}

/** Many lines of one document may be asked for at once: all of them are looked through once. */
const known = new WeakMap<readonly LineItem[], ReadonlyMap<string, LineItem>>();

function byOwnId(lines: readonly LineItem[]): ReadonlyMap<string, LineItem> {
  const found = known.get(lines);
  if (found !== undefined) return found;
  const named = new Map<string, LineItem>();
  for (const line of lines) if (line.sourceId !== null && !named.has(line.sourceId)) named.set(line.sourceId, line);
  known.set(lines, named);
  return named;
}
