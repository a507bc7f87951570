import type { Match } from '../../domain/match.ts';
import { fitsInKey } from '../../domain/source-key.ts';
import { knownOr, type Oddities } from '../oddities.ts';
import { bool, decimal, int, key, text, wireObject } from '../wire.ts';
import { mapCategories, mapGlCode, mapTaxCode } from './map-codes.ts';
import type { WireMatch, WireMatchedLine } from './wire.ts';

const TYPES: ReadonlySet<'CONFIRMED'> = new Set(['CONFIRMED']);

/** A match in our words; null where it does not say which line of which document it is of. */
export function mapMatch(value: unknown, oddities: Oddities): Match | null {
  const wire = wireObject<WireMatch>(value);
  const line = wireObject<WireMatchedLine>(wire?.lineItem);
  const documentId = key(wire?.documentID);
  const lineId = key(line?.id);
  if (wire === undefined || line === undefined || documentId === null || lineId === null || !fitsInKey(documentId)) {
    oddities.documentLeftOut('a match without its document or line');
    return null;
  }
  return {
    type: knownOr(TYPES, wire.type, { field: 'Match.type', other: 'OTHER', absent: 'OTHER' }, oddities),
    documentId,
    lineItem: {
      id: lineId,
      sequenceNumber: int(line.lineSequenceNumber),
      code: text(line.productCode),
      description: text(line.description),
      quantity: decimal(line.quantity),
      netAmount: decimal(line.amountExclTax),
      taxAmount: decimal(line.taxAmount),
      grossAmount: decimal(line.amountInclTax),
      taxCode: mapTaxCode(line.taxCode),
      glCode: mapGlCode(line.glCode),
      categories: mapCategories(line.categories, oddities),
      additionalInfo: text(line.additionalInfo),
      matchingClosed: bool(line.matchingClosed),
    },
  };
}
