import { describe, expect, test } from 'vitest';
import type { ImportObjectsInput, SupplierCardInput, SupplierTermsInput } from '../../src/__generated__/resolvers.ts';
import { BadUserInput } from '../../src/errors/catalogue.ts';
import { checkImport } from '../../src/features/import-job/check-import.ts';
import { Faults } from '../../src/features/user-errors.ts';

interface Told {
  readonly field: string | undefined;
  readonly message: string;
}

/** The faults of an import, their paths joined with dots. */
function faultsOf(objects: ImportObjectsInput, sourceApplicationCode = 'erp'): readonly Told[] {
  try {
    checkImport({ sourceApplicationCode, objects });
    return [];
  } catch (error) {
    if (!(error instanceof Faults)) throw error;
    return error.faults.map((fault) => {
      if (!(fault instanceof BadUserInput)) throw new Error('The fault is not about the input');
      return { field: fault.field?.join('.'), message: fault.message };
    });
  }
}

function fieldsOf(...given: Parameters<typeof faultsOf>) {
  return faultsOf(...given).map(({ field }) => field);
}

function card(more: Partial<SupplierCardInput> = {}): SupplierCardInput {
  return { sourceId: 's', name: 'n', ...more };
}
const described = { sourceId: 's', description: 'd' };
const taxCode = { ...described, ratePercent: '20' };

function cards(...supplierCards: readonly SupplierCardInput[]): ImportObjectsInput {
  return { supplierCards };
}

const KINDS: readonly {
  readonly place: string;
  readonly of: (count: number, text?: string) => ImportObjectsInput;
}[] = [
  { place: 'supplierCards', of: (count, text = 's') => cards(...Array(count).fill(card({ sourceId: text }))) },
  { place: 'glCodes', of: (count, text = 's') => ({ glCodes: Array(count).fill({ ...described, sourceId: text }) }) },
  { place: 'taxCodes', of: (count, text = 's') => ({ taxCodes: Array(count).fill({ ...taxCode, sourceId: text }) }) },
  {
    place: 'categories.items',
    of: (count, text = 's') => ({
      categories: { kind: 'JOBS', items: Array(count).fill({ ...described, sourceId: text }) },
    }),
  },
];

describe.each(KINDS)('an import of $place', ({ place, of }) => {
  test.each([1, 2, 10_000])('may have %i objects', (count) => {
    expect(faultsOf(of(count))).toEqual([]);
  });

  test.each([
    [0, '0'],
    [10_001, '10,001'],
  ])('may not have %i objects', (count, words) => {
    const name = place.split('.').at(-1);
    expect(faultsOf(of(count))).toEqual([
      { field: `input.objects.${place}`, message: `${name} has ${words} entries: send 1 to 10,000 at once` },
    ]);
  });

  test.each(['', ' ', '\t\n\u00a0'])('needs a sourceId for each object that is not blank: %j', (text) => {
    expect(fieldsOf(of(2, text))).toEqual([0, 1].map((index) => `input.objects.${place}.${index}.sourceId`));
  });
});

describe('the source application code of an import', () => {
  test.each(['e', 'x'.repeat(200), '😀'.repeat(200)])('may have 1 to 200 characters: %s', (code) => {
    expect(faultsOf(cards(card()), code)).toEqual([]);
  });

  test.each(['', '  ', 'x'.repeat(201), '😀'.repeat(201), `${'x'.repeat(200)}😀`])('may not be %j', (code) => {
    expect(fieldsOf(cards(card()), code)).toEqual(['input.sourceApplicationCode']);
  });
});

describe('the name or description of an imported object', () => {
  test('must not be blank', () => {
    const blank = { ...described, description: ' ' };
    expect(fieldsOf(cards(card(), card({ name: '' })))).toEqual(['input.objects.supplierCards.1.name']);
    expect(fieldsOf({ glCodes: [blank] })).toEqual(['input.objects.glCodes.0.description']);
    expect(fieldsOf({ taxCodes: [{ ...blank, ratePercent: '1' }] })).toEqual(['input.objects.taxCodes.0.description']);
    expect(fieldsOf({ categories: { kind: 'ITEMS', items: [blank] } })).toEqual([
      'input.objects.categories.items.0.description',
    ]);
  });

  test('is checked, whereas codes and bank details are left to the source', () => {
    const bankAccount = { iban: 'not an IBAN', bic: '', sortCode: '\u0000' };
    expect(faultsOf(cards(card({ code: '', taxNumber: ' ', bankAccount })))).toEqual([]);
  });
});

describe('the address lines of a supplier', () => {
  const lines = (...addressLines: readonly string[]) => cards(card(), card({ addressLines }));

  test.each([
    ['an empty list', []],
    ['five', ['1', '2', '3', '4', '5']],
    ['partly empty', ['', '', 'Vilnius']],
    ['50 letters each', ['x'.repeat(50), 'ž'.repeat(50)]],
    ['50 characters of two UTF-16 units each', ['😀'.repeat(50)]],
  ])('may be %s', (_, given) => {
    expect(faultsOf(lines(...given))).toEqual([]);
  });

  test('are refused beyond five, and the error names the sixth', () => {
    expect(faultsOf(lines('1', '2', '3', '4', '5', '6', 'x'.repeat(51)))).toEqual([
      {
        field: 'input.objects.supplierCards.1.addressLines.5',
        message: 'There are 7 lines: an address has at most 5, put the rest into those',
      },
    ]);
  });

  test.each([['x'.repeat(51)], ['😀'.repeat(51)], [`${'x'.repeat(49)}😀😀`]])(
    'are at most 50 characters: %s',
    (line) => {
      expect(faultsOf(lines('1', line, line))).toEqual(
        [1, 2].map((index) => ({
          field: `input.objects.supplierCards.1.addressLines.${index}`,
          message: 'This line has more than 50 characters: shorten it',
        })),
      );
    },
  );
});

describe('the payment terms of a supplier', () => {
  const OTHERS = [
    'DO_NOT_POPULATE',
    'DUE_ON_RECEIPT',
    'LAST_DAY_OF_MONTH',
    'LAST_WORKING_DAY_OF_MONTH',
    'USE_EXTRACTED_DUE_DATE',
  ] as const;
  const terms = (given: SupplierTermsInput) => faultsOf(cards(card({ terms: given })));
  const fault = (message: string) => [{ field: 'input.objects.supplierCards.0.terms.days', message }];

  test.each(['FROM_BILL_DATE', 'FROM_END_OF_MONTH'] as const)('need days, 0 or more, for %s', (type) => {
    expect([terms({ type, days: 0 }), terms({ type, days: 30 })]).toEqual([[], []]);
    expect(terms({ type })).toEqual(fault(`${type} needs days: say how many, 0 or more`));
    expect(terms({ type, days: null })).toEqual(fault(`${type} needs days: say how many, 0 or more`));
    expect(terms({ type, days: -1 })).toEqual(fault('days is -1: it has to be 0 or more'));
  });

  test.each(OTHERS)('do not accept days for %s', (type) => {
    expect([terms({ type }), terms({ type, days: null })]).toEqual([[], []]);
    for (const days of [0, 30, -1])
      expect(terms({ type, days })).toEqual(fault(`${type} takes no days: leave them out`));
  });
});

describe('an import with several faults', () => {
  test('is refused with all of them', () => {
    const worst = card({ sourceId: ' ', name: '', addressLines: ['x'.repeat(51)], terms: { type: 'FROM_BILL_DATE' } });
    expect(fieldsOf(cards(card(), worst), ' ')).toEqual([
      'input.sourceApplicationCode',
      ...['sourceId', 'name', 'addressLines.0', 'terms.days'].map((end) => `input.objects.supplierCards.1.${end}`),
    ]);
  });

  test('is refused with 100 faults and no summary if there are exactly 100', () => {
    expect(fieldsOf(cards(...Array(100).fill(card({ name: '' }))))).toEqual(
      Array.from({ length: 100 }, (_, index) => `input.objects.supplierCards.${index}.name`),
    );
  });

  test.each([
    [101, 'There is 1 more fault'],
    [10_000, 'There are 9,900 more faults'],
  ])('is refused with 100 of %i faults and the number of the others', (count, words) => {
    const told = faultsOf(cards(...Array(count).fill(card({ name: '' }))));
    expect(told).toHaveLength(101);
    expect(told[99]?.field).toBe('input.objects.supplierCards.99.name');
    expect(told[100]).toEqual({
      field: undefined,
      message: `${words} like these: correct them all and send the input again`,
    });
  });
});
