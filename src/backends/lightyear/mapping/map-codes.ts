import type { Category, CategoryType, GlCode, TaxCode } from '../../../domain/invoice.ts';
import { type ContractDeviations, knownOr } from '../../contract-deviations.ts';
import { bool, decimal, int, text, wireList, wireObject } from '../../wire.ts';
import type { WireCategory, WireGlCode, WireTaxCode } from '../wire.ts';

export const CATEGORY_TYPES: ReadonlySet<Exclude<CategoryType, 'OTHER'>> = new Set([
  'BRANCH',
  'CATEGORY',
  'CLASSIFICATION',
  'CUSTOMER',
  'DEPARTMENT',
  'FIXED_ASSET',
  'INVENTORY',
  'ITEM',
  'JOB',
  'LOCATION',
  'PROJECT',
]);
const NO_CATEGORIES: readonly Category[] = [];

export function mapTaxCode(value: unknown): TaxCode | null {
  const wire = wireObject<WireTaxCode>(value);
  if (wire === undefined) return null;
  return {
    id: text(wire.id),
    code: text(wire.code),
    description: text(wire.description),
    sourceId: text(wire.sourceID),
    ratePercent: decimal(wire.ratePercent),
  };
}

export function mapGlCode(value: unknown): GlCode | null {
  const wire = wireObject<WireGlCode>(value);
  if (wire === undefined) return null;
  return {
    id: text(wire.id),
    code: text(wire.code),
    description: text(wire.description),
    sourceId: text(wire.sourceID),
    type: text(wire.glType),
    isRounding: bool(wire.isRoundingCode),
    isHeader: bool(wire.isHeaderGLCode),
    isInUse: bool(wire.isSourceInUse),
  };
}

export function mapCategories(value: unknown, deviations: ContractDeviations): readonly Category[] {
  const list = wireList(value);
  if (list.length === 0) return NO_CATEGORIES;
  return list.flatMap((item) => {
    const wire = wireObject<WireCategory>(item);
    return wire === undefined ? [] : [mapCategory(wire, deviations)];
  });
}

function mapCategory(wire: WireCategory, deviations: ContractDeviations): Category {
  return {
    id: text(wire.id),
    parentId: text(wire.parentID),
    code: text(wire.code),
    description: text(wire.description),
    sourceId: text(wire.sourceID),
    parentSourceId: text(wire.parentSourceID),
    sequence: int(wire.sequence),
    inUse: bool(wire.inUse),
    type: knownOr(CATEGORY_TYPES, wire.type, { field: 'Category.type', other: 'OTHER', absent: null }, deviations),
  };
}
