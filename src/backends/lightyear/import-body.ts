import type {
  BankAccountData,
  CategoryData,
  CategoryImportType,
  GlCodeData,
  ImportObjects,
  SupplierCardData,
  TaxCodeData,
} from '../../domain/imports/import-objects.ts';
import type { CategoryType } from '../../domain/invoice.ts';
import type { Decimal } from '../../domain/values/decimal.ts';
import { rawJson } from '../json/raw-json.ts';
import type { WireAddress, WireBankAccount, WireCategory, WireGlCode, WireSupplierCard, WireTaxCode } from './wire.ts';

/** A job names its type in the plural, and each of its categories has it in the singular. */
const CATEGORY_TYPES: Readonly<Record<CategoryImportType, CategoryType>> = {
  BRANCHES: 'BRANCH',
  CATEGORIES: 'CATEGORY',
  CLASSES: 'CLASSIFICATION',
  CUSTOMERS: 'CUSTOMER',
  DEPARTMENTS: 'DEPARTMENT',
  FIXED_ASSETS: 'FIXED_ASSET',
  ITEMS: 'ITEM',
  INVENTORIES: 'INVENTORY',
  JOBS: 'JOB',
  LOCATIONS: 'LOCATION',
  PROJECTS: 'PROJECT',
};

/** The JSON body of an import. Fields that are null or absent are left out. */
export function importBody(sourceApplicationCode: string, objects: ImportObjects): string {
  return JSON.stringify({ type: objects.type, sourceApplicationCode, objects: wireObjects(objects) });
}

function wireObjects(given: ImportObjects): readonly unknown[] {
  switch (given.type) {
    case 'SUPPLIER_CARDS':
      return given.objects.map(supplierCard);
    case 'GL_CODES':
      return given.objects.map(glCode);
    case 'TAX_CODES':
      return given.objects.map(taxCode);
    default: {
      const type = CATEGORY_TYPES[given.type];
      return given.objects.map((category) => categoryOf(category, type));
    }
  }
}

function supplierCard(card: SupplierCardData): unknown {
  return onlyGiven<WireSupplierCard>({
    sourceID: card.sourceId,
    code: card.code,
    fullName: card.name,
    taxNumber: card.taxNumber,
    countryCode: card.countryCode,
    currency: card.currency,
    bankAccount: card.bankAccount && bankAccount(card.bankAccount),
    address: card.addressLines && address(card.addressLines),
    terms: card.terms && onlyGiven({ termsType: card.terms.type, termsDays: card.terms.days }),
  });
}

function bankAccount({ accountName, accountNumber, sortCode, bic, iban }: BankAccountData): unknown {
  return onlyGiven<WireBankAccount>({ accountName, accountNumber, sortCode, bic, iban });
}

/** An empty line keeps its place, as the third line is the city. */
function address([line1, line2, line3, line4, line5]: readonly string[]): unknown {
  return onlyGiven<WireAddress>({ line1, line2, line3, line4, line5 });
}

function glCode(code: GlCodeData): unknown {
  return onlyGiven<WireGlCode>({
    sourceID: code.sourceId,
    code: code.code,
    description: code.description,
    glType: code.type,
    isRoundingCode: code.isRounding,
    isHeaderGLCode: code.isHeader,
    isSourceInUse: code.isInUse,
  });
}

function taxCode({ sourceId, code, description, ratePercent }: TaxCodeData): unknown {
  return onlyGiven<WireTaxCode>({ sourceID: sourceId, code, description, ratePercent: jsonNumber(ratePercent) });
}

function categoryOf(
  { sourceId, parentSourceId, code, description, sequence, inUse }: CategoryData,
  type: CategoryType,
): unknown {
  return onlyGiven<WireCategory>({
    ...{ sourceID: sourceId, parentSourceID: parentSourceId },
    ...{ code, description, sequence, inUse, type },
  });
}

/** The fields that have a value; undefined if no field has one. */
function onlyGiven<T extends object>(fields: T): unknown {
  const entries = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A number with all digits of the decimal; JSON allows no zeros before them. */
function jsonNumber(decimal: Decimal): unknown {
  return rawJson(decimal.replace(/^(-?)0+(?=\d)/, '$1'));
}
