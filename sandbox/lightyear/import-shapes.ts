import type { BankAccount, Category, GlCode, SupplierCard, TaxCode } from '../contract.ts';
import { isObject } from '../stand-in/json-object.ts';
import { atMost, filled, flag, integer, number, oneOf, orNull, record, type Shape, text } from '../stand-in/shape.ts';
import type { ImportType } from '../world/lightyear/import-jobs.ts';

/** Exactly the fields of the contract. */
type FieldsOf<T> = Readonly<Record<keyof T, Shape>>;

/** The vendor needs this field to recognize an object; the contract does not mark any other field as required. */
const KEY = ['sourceID'];
const MOST_CHARACTERS_OF_A_LINE = 50;
const COUNTED_TERMS = ['FROM_BILL_DATE', 'FROM_END_OF_MONTH'];
const OTHER_TERMS = [
  'DO_NOT_POPULATE',
  'DUE_ON_RECEIPT',
  'LAST_DAY_OF_MONTH',
  'LAST_WORKING_DAY_OF_MONTH',
  'USE_EXTRACTED_DUE_DATE',
];

const line = orNull(atMost(MOST_CHARACTERS_OF_A_LINE));

const termFields = {
  termsType: orNull(oneOf(...COUNTED_TERMS, ...OTHER_TERMS)),
  termsDays: orNull(integer),
} satisfies FieldsOf<NonNullable<SupplierCard['terms']>>;

/** Only terms that count days have them, and those require them. */
const terms: Shape = (value, at) => {
  const wrong = record('terms', termFields)(value, at);
  if (wrong.length > 0 || !isObject(value)) return wrong;
  const { termsType, termsDays } = value;
  const hasDays = typeof termsDays === 'number';
  if (COUNTED_TERMS.some((type) => type === termsType) === hasDays) return [];
  return [`${at}.termsDays ${hasDays ? 'does not go' : 'is required'} with ${termsType}`];
};

const bankAccountFields = {
  accountName: orNull(text),
  accountNumber: orNull(text),
  sortCode: orNull(text),
  bic: orNull(text),
  iban: orNull(text),
} satisfies FieldsOf<BankAccount>;

const supplierCardFields = {
  id: orNull(text),
  sourceID: filled,
  code: orNull(text),
  fullName: text,
  taxNumber: orNull(text),
  countryCode: orNull(text),
  currency: orNull(text),
  bankAccount: record('BankAccount', bankAccountFields),
  address: record('Address', { line1: line, line2: line, line3: line, line4: line, line5: line }),
  terms: orNull(terms),
} satisfies FieldsOf<SupplierCard>;

const glCodeFields = {
  id: orNull(text),
  sourceID: filled,
  code: orNull(text),
  description: text,
  glType: orNull(text),
  isRoundingCode: flag,
  isHeaderGLCode: flag,
  isSourceInUse: flag,
} satisfies FieldsOf<GlCode>;

const taxCodeFields = {
  id: orNull(text),
  sourceID: filled,
  code: orNull(text),
  description: text,
  ratePercent: number,
} satisfies FieldsOf<TaxCode>;

function categoryFields(type: string) {
  return {
    id: orNull(text),
    parentID: orNull(text),
    sourceID: filled,
    parentSourceID: orNull(text),
    code: orNull(text),
    description: text,
    sequence: orNull(integer),
    inUse: orNull(flag),
    type: oneOf(type),
  } satisfies FieldsOf<Category>;
}

function category(type: NonNullable<Category['type']>) {
  return record('Category', categoryFields(type), KEY);
}

/** The schema of these objects is unknown. */
const anything: Shape = (value, at) => (isObject(value) ? [] : [`${at} is not an object`]);

/** The objects that an import accepts, by its type. */
export const IMPORT_SHAPES: Readonly<Record<ImportType, Shape>> = {
  ACCOUNTANCY_CUSTOMERS: anything,
  BANK_ACCOUNTS: anything,
  BRANCHES: category('BRANCH'),
  CATEGORIES: category('CATEGORY'),
  CLASSES: category('CLASSIFICATION'),
  CUSTOMERS: category('CUSTOMER'),
  DEPARTMENTS: category('DEPARTMENT'),
  FIXED_ASSETS: category('FIXED_ASSET'),
  GL_CODES: record('GLCode', glCodeFields, KEY),
  INVENTORIES: category('INVENTORY'),
  ITEMS: category('ITEM'),
  JOBS: category('JOB'),
  LOCATIONS: category('LOCATION'),
  PROJECTS: category('PROJECT'),
  SUPPLIER_CARDS: record('SupplierCard', supplierCardFields, KEY),
  TAX_CODES: record('TaxCode', taxCodeFields, KEY),
};
