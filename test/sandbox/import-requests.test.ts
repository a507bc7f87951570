import { describe, expect, test } from 'vitest';
import { postJson, signIn, startAtNow } from './sources.ts';

const KEY = { sourceID: 's-1' };
const CARD = {
  ...KEY,
  id: null,
  code: 'S1',
  fullName: 'Sąžininga prekyba',
  taxNumber: null,
  countryCode: 'LT',
  currency: 'EUR',
  bankAccount: { accountName: 'S', accountNumber: null, sortCode: null, bic: 'HABALT22', iban: null },
  address: { line1: 'ą'.repeat(50), line2: '🧾'.repeat(50), line3: null, line4: null, line5: null },
  terms: { termsType: 'FROM_BILL_DATE', termsDays: 14 },
};
const GL_CODE = { ...KEY, code: '2410', description: 'Office', glType: null, isRoundingCode: false };
const TAX_CODE = { ...KEY, code: 'PVM1', description: 'VAT', ratePercent: 21.5 };
const CATEGORY = { ...KEY, description: 'A', parentSourceID: null, sequence: 0, inUse: true };

/** The answer to a request of Acme's, and the number of jobs that it started. */
async function ask(init: RequestInit) {
  await using sandbox = await startAtNow();
  const { lightyear } = await signIn(sandbox, 'acme');
  const { status, json } = await lightyear('/import-jobs', init);
  return { status, message: json?.message, started: sandbox.world.acme.lightyear.importJobs.started.length };
}

function askImport(type: unknown, objects: unknown, sourceApplicationCode: unknown = 'erp') {
  return ask(postJson({ type, sourceApplicationCode, objects }));
}

function refused(message: unknown) {
  return { status: 400, message, started: 0 };
}

describe('an import', () => {
  test.each([
    ['SUPPLIER_CARDS', CARD],
    ['SUPPLIER_CARDS', { ...CARD, terms: null }],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'DUE_ON_RECEIPT', termsDays: null } }],
    ['SUPPLIER_CARDS', KEY],
    ['GL_CODES', GL_CODE],
    ['TAX_CODES', TAX_CODE],
    ['CLASSES', { ...CATEGORY, type: 'CLASSIFICATION' }],
    ['FIXED_ASSETS', { ...CATEGORY, type: 'FIXED_ASSET' }],
    ['PROJECTS', CATEGORY],
    ['BANK_ACCOUNTS', { anything: 'goes' }],
  ])('with the type %s accepts %j', async (type, object) => {
    expect(await askImport(type, [object])).toMatchObject({ status: 202, started: 1 });
  });

  test.each([
    ['SUPPLIER_CARDS', { sourceId: 's-1' }, /\.sourceID is missing; objects\[0\]\.sourceId is not a field/],
    ['SUPPLIER_CARDS', { ...CARD, sourceID: '' }, /\.sourceID is not a string with something in it/],
    ['SUPPLIER_CARDS', { ...CARD, fullName: null }, /\.fullName is not a string/],
    ['SUPPLIER_CARDS', { ...CARD, bankAccount: null }, /\.bankAccount is not an object/],
    ['SUPPLIER_CARDS', { ...CARD, bankAccount: { IBAN: 'x' } }, /\.bankAccount\.IBAN is not a field of BankAccount/],
    ['SUPPLIER_CARDS', { ...CARD, address: { line3: 'x'.repeat(51) } }, /\.address\.line3 is longer than 50/],
    ['SUPPLIER_CARDS', { ...CARD, address: { line6: 'x' } }, /\.address\.line6 is not a field of Address/],
    ['SUPPLIER_CARDS', { ...CARD, address: ['x'] }, /\.address is not an object/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'TOMORROW' } }, /\.termsType is not one of/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'FROM_BILL_DATE' } }, /\.termsDays is required/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'FROM_END_OF_MONTH', termsDays: null } }, /is required/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'FROM_BILL_DATE', termsDays: 1.5 } }, /is not an integer/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsType: 'DUE_ON_RECEIPT', termsDays: 3 } }, /\.termsDays does not go/],
    ['SUPPLIER_CARDS', { ...CARD, terms: { termsDays: 3 } }, /\.termsDays does not go/],
    ['GL_CODES', { ...GL_CODE, isRoundingCode: 'false' }, /\.isRoundingCode is not a boolean/],
    ['GL_CODES', { ...GL_CODE, isHeader: true }, /\.isHeader is not a field of GLCode/],
    ['GL_CODES', { ...GL_CODE, code: 2410 }, /\.code is not a string/],
    ['TAX_CODES', { ...TAX_CODE, ratePercent: '21.5' }, /\.ratePercent is not a number/],
    ['TAX_CODES', { ...TAX_CODE, ratePercent: null }, /\.ratePercent is not a number/],
    ['TAX_CODES', CATEGORY, /is not a field of TaxCode/],
    ['CLASSES', { ...CATEGORY, type: 'CLASS' }, /\.type is not one of CLASSIFICATION/],
    ['PROJECTS', { ...CATEGORY, sequence: '1' }, /\.sequence is not an integer/],
    ['PROJECTS', { ...CATEGORY, description: 7 }, /\.description is not a string/],
    ['PROJECTS', { ...CATEGORY, constructor: 'x' }, /\.constructor is not a field of Category/],
    ['PROJECTS', 'p-1', /objects\[0\] is not an object/],
    ['BANK_ACCOUNTS', null, /objects\[0\] is not an object/],
  ])('with the type %s refuses %j', async (type, object, message) => {
    expect(await askImport(type, [object])).toEqual(refused(expect.stringMatching(message)));
  });

  test('names the position of an invalid object, and is not started', async () => {
    const objects = [CATEGORY, { ...CATEGORY, inUse: 'yes' }];
    expect(await askImport('PROJECTS', objects)).toEqual(refused('objects[1].inUse is not a boolean'));
  });

  test.each([
    ['a type that no import has', 'PLANETS', [CATEGORY], 'erp'],
    ['a type with the name of a property of every object', 'toString', [CATEGORY], 'erp'],
    ['no type', undefined, [CATEGORY], 'erp'],
    ['no application code', 'PROJECTS', [CATEGORY], null],
    ['an empty application code', 'PROJECTS', [CATEGORY], ''],
    ['no objects', 'PROJECTS', undefined, 'erp'],
    ['an empty array', 'PROJECTS', [], 'erp'],
    ['an object for an array', 'PROJECTS', {}, 'erp'],
    ['too many', 'PROJECTS', Array(10_001).fill(CATEGORY), 'erp'],
  ])('is not started with %s', async (_, type, objects, application) => {
    expect(await askImport(type, objects, application)).toEqual(refused(expect.any(String)));
  });

  test('is not started without JSON, or with unknown fields', async () => {
    const right = { type: 'PROJECTS', sourceApplicationCode: 'erp', objects: [CATEGORY] };
    const wrong = [
      { method: 'POST' },
      { ...postJson(right), headers: { 'content-type': 'text/plain' } },
      { ...postJson(right), body: '{' },
      postJson([right]),
      postJson({ ...right, dryRun: true }),
    ];
    for (const init of wrong) expect(await ask(init)).toEqual(refused(expect.any(String)));
  });

  test('can have at most 10,000 objects and 10 MB', async () => {
    expect(await askImport('PROJECTS', Array(10_000).fill(CATEGORY))).toMatchObject({ status: 202 });
    const tooLong = [{ ...KEY, description: 'x'.repeat(10 * 2 ** 20) }];
    expect(await askImport('PROJECTS', tooLong)).toEqual({ status: 413, message: 'Request Too Long', started: 0 });
  });
});
