import { expect, test } from 'vitest';
import { BLANK_INVOICE, BLANK_LINE } from '../../../src/domain/blank-invoice.ts';
import type { Invoice } from '../../../src/domain/invoice.ts';
import { fromContent } from '../../../src/store/index/prepare/stored-content.ts';
import { documentSteps, toDocument } from '../../../src/store/index/prepare/to-document.ts';

const REF = { company: 'acme', source: 'LIGHTYEAR', key: ['1'] } as const;

function documentOf(lines: number): Invoice {
  const lineItems = Array.from({ length: lines }, (_, position) => ({
    ...{ ...BLANK_LINE, document: REF, position, netAmount: '1', taxAmount: '0.21', grossAmount: '1.21' },
    description: `Žuvis ${position}`,
  }));
  return { ...BLANK_INVOICE, ref: REF, number: 'A-1', lineItems };
}

test('a document is prepared in more steps than it has lines, so that a long one holds up nothing', () => {
  expect([...documentSteps(documentOf(5_000))].length).toBeGreaterThan(5_000);
});

test.each([0, 1, 3])('a document with %i lines is read as it was stored', (lines) => {
  const invoice = documentOf(lines);
  expect(fromContent(toDocument(invoice).texts.content, REF)).toEqual(invoice);
});

test('the digest of a document changes with any of its lines', () => {
  const invoice = documentOf(3);
  const [line = BLANK_LINE, ...others] = invoice.lineItems;
  const changed = { ...invoice, lineItems: [{ ...line, description: 'Kiaušinis' }, ...others] };
  const digestOf = (one: Invoice) => toDocument(one).columns.digest;
  expect(digestOf(documentOf(3))).toBe(digestOf(invoice));
  expect(digestOf(changed as Invoice)).not.toBe(digestOf(invoice));
});
