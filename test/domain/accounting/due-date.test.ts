import { expect, test } from 'vitest';
import { dueDateOf } from '../../../src/domain/accounting/due-date.ts';
import type { SupplierTermsType } from '../../../src/domain/invoice.ts';

function dueBy(type: SupplierTermsType, days: number | null, issueDate: string | null = '2024-05-14') {
  return dueDateOf({ dueDate: null, issueDate, paymentTermDays: null, supplier: { terms: { type, days } } });
}

test.each([
  ['DUE_ON_RECEIPT', null, '2024-05-14'],
  ['FROM_BILL_DATE', 30, '2024-06-13'],
  ['FROM_BILL_DATE', 0, '2024-05-14'],
  ['FROM_END_OF_MONTH', 14, '2024-06-14'],
  ['LAST_DAY_OF_MONTH', null, '2024-05-31'],
  ['LAST_WORKING_DAY_OF_MONTH', null, '2024-05-31'],
] as const)('%s with %j days is computed as %s', (type, days, date) => {
  expect(dueBy(type, days)).toEqual({ date, isComputed: true });
});

test.each([
  ['2024-06-10', '2024-06-28'],
  ['2024-03-01', '2024-03-29'],
  ['2024-02-29', '2024-02-29'],
  ['2023-02-01', '2023-02-28'],
])('the last working day of the month of %s is %s, and never on a weekend', (issued, date) => {
  expect(dueBy('LAST_WORKING_DAY_OF_MONTH', null, issued).date).toBe(date);
});

test.each([
  ['DO_NOT_POPULATE', 30],
  ['USE_EXTRACTED_DUE_DATE', null],
  ['FROM_BILL_DATE', null],
  ['FROM_BILL_DATE', -1],
  ['FROM_BILL_DATE', 2_147_483_647],
  ['FROM_END_OF_MONTH', null],
] as const)('%s with %j days gives no date', (type, days) => {
  expect(dueBy(type, days)).toEqual({ date: null, isComputed: false });
});

test('a document without an issue date or without terms has no computed date', () => {
  expect(dueBy('FROM_BILL_DATE', 30, null)).toEqual({ date: null, isComputed: false });
  const plain = { dueDate: null, issueDate: '2024-05-14', paymentTermDays: null };
  expect(dueDateOf({ ...plain, supplier: null })).toEqual({ date: null, isComputed: false });
  expect(dueDateOf({ ...plain, supplier: { terms: null } })).toEqual({ date: null, isComputed: false });
});

test('the date of the source comes first, then the term of the document, then the terms of the supplier', () => {
  const supplier = { terms: { type: 'FROM_BILL_DATE', days: 30 } } as const;
  const document = { dueDate: null, issueDate: '2024-05-14', paymentTermDays: 7, supplier };
  expect(dueDateOf({ ...document, dueDate: '2024-05-20' })).toEqual({ date: '2024-05-20', isComputed: false });
  expect(dueDateOf(document)).toEqual({ date: '2024-05-21', isComputed: true });
  expect(dueDateOf({ ...document, paymentTermDays: null })).toEqual({ date: '2024-06-13', isComputed: true });
});
