import type { Match } from '../../../domain/match.ts';
import { type ContractDeviations, knownOr } from '../../contract-deviations.ts';
import { bool, decimal, int, key, text, wireObject } from '../../wire.ts';
import { documentId } from '../document-id.ts';
import type { WireMatch, WireMatchedLine } from '../wire.ts';
import { mapCategories, mapGlCode, mapTaxCode } from './map-codes.ts';

const TYPES: ReadonlySet<'CONFIRMED'> = new Set(['CONFIRMED']);

/** Maps a match; null if it does not name its line and its document, without which it means nothing. */
export function mapMatch(value: unknown, deviations: ContractDeviations): Match | null {
  const wire = wireObject<WireMatch>(value);
  const line = wireObject<WireMatchedLine>(wire?.lineItem);
  const otherId = documentId(wire?.documentID);
  const lineId = key(line?.id);
  if (wire === undefined || line === undefined || otherId === null || lineId === null) return null;
  return {
    type: knownOr(TYPES, wire.type, { field: 'Match.type', other: 'OTHER', absent: 'OTHER' }, deviations),
    documentId: otherId,
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
      categories: mapCategories(line.categories, deviations),
      additionalInfo: text(line.additionalInfo),
      matchingClosed: bool(line.matchingClosed),
    },
  };
}
