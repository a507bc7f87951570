import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeId, encodeId, type Identity, type InvoiceRef, lineKeyOf } from '../../src/domain/ids.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { fitsInKey } from '../../src/domain/source-key.ts';
import { BadUserInput } from '../../src/errors/catalogue.ts';

/** Plain objects, as JSON gives them. */
function record<T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record(model, { noNullPrototype: true });
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', '0', '"', '\ud800', '../'),
);
const key = fc.array(text, { minLength: 1, maxLength: 5 });
const ref = record({ company: text, source: fc.constantFrom(...SOURCES), key });
const line = record({ sourceId: fc.option(text), position: fc.integer({ min: 1, max: 100_000 }) });

const identities: fc.Arbitrary<Identity> = fc.oneof(
  record({ type: fc.constant('Invoice' as const), ref }),
  record({ type: fc.constant('LineItem' as const), ref, line }),
  record({
    type: fc.constantFrom('PurchaseOrder' as const, 'ImportJob' as const),
    ...{ company: text, source: fc.constantFrom(...SOURCES), sourceId: text },
  }),
  record({ type: fc.constant('SupplierCard' as const), company: text, source: fc.constantFrom(...SOURCES), key }),
);

function encoded(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
const invoice: Identity = {
  type: 'Invoice',
  ref: { company: 'acme', source: 'V6', key: ['2024-05-14', 'LT001', '007', 'I'] },
};

describe('an id', () => {
  test('stands for just what it was made of', () => {
    fc.assert(
      fc.property(identities, (identity) => {
        expect(decodeId(encodeId(identity))).toEqual(identity);
      }),
    );
  });

  test('is another for another object', () => {
    fc.assert(
      fc.property(identities, identities, (a, b) => {
        expect(encodeId(a) === encodeId(b)).toBe(JSON.stringify(a, sortedKeys) === JSON.stringify(b, sortedKeys));
      }),
    );
  });

  test('can be part of a URL', () => {
    fc.assert(fc.property(identities, (identity) => /^[\w-]+$/.test(encodeId(identity))));
  });

  test('stays the same from release to release', () => {
    expect(encodeId(invoice)).toBe('WyJJIiwiYWNtZSIsIlY2IiwiMjAyNC0wNS0xNCIsIkxUMDAxIiwiMDA3IiwiSSJd');
  });

  test('is accepted with the longest document names that fit, and refused with longer ones', () => {
    const named = (length: number): Identity => {
      const ref: InvoiceRef = { company: 'a'.repeat(64), source: 'V6', key: ['2024-05-14', 'Į'.repeat(length), '007'] };
      return { type: 'LineItem', ref, line: { sourceId: 'x'.repeat(150), position: 1_000_000 } };
    };
    const lengths = Array.from({ length: 210 }, (_, index) => index + 1);
    const taken = lengths.filter((length) => isTaken(encodeId(named(length))));
    expect(taken).toEqual(lengths.filter((length) => fitsInKey('2024-05-14', 'Į'.repeat(length), '007')));
    expect(taken.at(-1)).toBe(200);
  });

  test('contains the position of a line instead of its own id if that is too long', () => {
    const keyOf = (sourceId: string | null) => lineKeyOf({ sourceId, position: 3 });
    expect([keyOf('a line'), keyOf(null)].map(({ sourceId }) => sourceId)).toEqual(['a line', null]);
    for (const long of ['x'.repeat(201), '\u0000'.repeat(40)])
      expect(keyOf(long)).toEqual({ sourceId: null, position: 3 });
  });
});

describe('a text that is not an id', () => {
  const id = encodeId(invoice);

  test.each([
    ['nothing', ''],
    ['no base64', '!!!'],
    ['no JSON', Buffer.from('I,acme').toString('base64url')],
    ['JSON of another kind', encoded({ type: 'I' })],
    ['null', encoded(null)],
    ['a type that is not known', encoded(['X', 'acme', 'V6', 'k'])],
    ['a source that is not known', encoded(['I', 'acme', 'SAP', 'k'])],
    ['without a key', encoded(['I', 'acme', 'V6'])],
    ['with a key that is not a text', encoded(['I', 'acme', 'V6', 1])],
    ['with a company that is not a text', encoded(['I', null, 'V6', 'k'])],
    ['a line at position 0', encoded(['N', 0, null, 'acme', 'V6', 'k'])],
    ['a line at half a position', encoded(['N', 1.5, null, 'acme', 'V6', 'k'])],
    ['a line whose id is a number', encoded(['N', 1, 1, 'acme', 'V6', 'k'])],
    ['an order without its source', encoded(['P', 'acme', 'order'])],
    ['with more than it may have', encoded(['P', 'acme', 'V6', 'order', 'more'])],
    ['a line at a place beyond all', encoded(['N', 1_000_001, null, 'acme', 'V6', 'k'])],
    ['a line with a long id', encoded(['N', 1, 'x'.repeat(201), 'acme', 'V6', 'k'])],
    ['a company with a long key', encoded(['I', 'a'.repeat(65), 'V6', 'k'])],
    ['a long part', encoded(['I', 'acme', 'V6', 'k'.repeat(201)])],
    ['many parts', encoded(['I', 'acme', 'V6', ...Array.from({ length: 160 }, () => 'k')])],
    ['a long order', encoded(['P', 'acme', 'V6', 'k'.repeat(201)])],
    ['too long', encoded(['I', 'acme', 'V6', 'k'.repeat(100_000)])],
  ])('is refused: %s', (_, given) => {
    expect(() => decodeId(given)).toThrow(BadUserInput);
  });

  test.each([
    ['padded', `${id}=`],
    ['with a blank behind it', `${id} `],
    ['with a line break in it', `${id.slice(0, 4)}\n${id.slice(4)}`],
    ['in the other base64 alphabet', Buffer.from(JSON.stringify(['I', 'acme', 'V6', '>>>???'])).toString('base64')],
    ['of JSON with blanks', Buffer.from('["I", "acme","V6","k"]').toString('base64url')],
    ['of JSON with needless escapes', Buffer.from('["I","acme","V6","\\u006b"]').toString('base64url')],
  ])('as it is an id, %s, is refused: a document has one id', (_, given) => {
    expect(() => decodeId(given)).toThrow(BadUserInput);
  });

  test('is quoted with its first characters alone', () => {
    const message = messageOf(() => decodeId('A'.repeat(100_000)));
    expect(message).toContain(`"${'A'.repeat(40)}…"`);
    expect(message.length).toBeLessThan(150);
  });

  test('never breaks the reader', () => {
    const odd = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(odd, (given) => {
        try {
          expect(encodeId(decodeId(given))).toBe(given);
        } catch (error) {
          expect(error).toBeInstanceOf(BadUserInput);
        }
      }),
    );
  });
});

function isTaken(id: string): boolean {
  try {
    decodeId(id);
    return true;
  } catch {
    return false;
  }
}

function messageOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return String(error);
  }
  return '';
}

function sortedKeys(_name: string, value: unknown): unknown {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? Object.fromEntries(Object.entries(value).sort()) : value;
}
