import { expect, test } from 'vitest';
import type { Invoice } from '../../../src/domain/invoice.ts';
import { fromContent } from '../../../src/store/index/prepare/stored-content.ts';
import { documentSteps, toDocument } from '../../../src/store/index/prepare/to-document.ts';
import { documentOf } from './some-documents.ts';

function withLines(count: number, lastDescription = 'Žuvis'): Invoice {
  const descriptions = Array.from({ length: count }, (_, place) =>
    place === count - 1 ? lastDescription : `Item ${place}`,
  );
  return documentOf('1', { lineItems: descriptions.map((description) => ({ description, grossAmount: '1.21' })) });
}

test('a document is prepared in more steps than it has lines, so that a long one does not hold up other work', () => {
  expect([...documentSteps(withLines(5_000))].length).toBeGreaterThan(5_000);
});

test.each([0, 1, 3])('a document with %i lines is read as it was stored', (count) => {
  const invoice = withLines(count);
  expect(fromContent(toDocument(invoice).texts.content, invoice.ref)).toEqual(invoice);
});

test('the digest of a document changes with any of its lines', () => {
  const digestOf = (invoice: Invoice) => toDocument(invoice).columns.digest;
  expect(digestOf(withLines(3))).toBe(digestOf(withLines(3)));
  expect(digestOf(withLines(3, 'Kiaušinis'))).not.toBe(digestOf(withLines(3)));
});
