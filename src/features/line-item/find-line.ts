import type { Context } from '../../context.ts';
import type { InvoiceRef, LineKey } from '../../domain/ids.ts';
import type { LineItem } from '../../domain/invoice.ts';

/** A line by its document and key; null where either is not there. */
export async function findLine(
  ref: InvoiceRef,
  { sourceId, position }: LineKey,
  { loaders }: Context,
): Promise<LineItem | null> {
  const lines = (await loaders.invoice.load(ref))?.lineItems ?? [];
  const inPlace = lines[position - 1];
  if (inPlace?.sourceId === sourceId) return inPlace ?? null;
  // A line with an id of its own is found where it stands now; one without is its place.
  return (sourceId === null ? undefined : lines.find((line) => line.sourceId === sourceId)) ?? null;
}
