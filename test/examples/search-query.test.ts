import { describe, expect, test } from 'vitest';
import { nextOrder, toAmount, toSearch, withValues } from '../../examples/web/src/search/search-query.ts';

const TODAY = '2026-03-01';

function searchOf(query: string) {
  return toSearch(new URLSearchParams(query), TODAY);
}

describe('the search in the URL of the example frontend', () => {
  test('is all documents by issue date, summed by counterparty, if the URL says nothing else', () => {
    expect(searchOf('?page=search')).toEqual({
      text: null,
      filter: {},
      orderBy: [{ field: 'ISSUE_DATE', direction: 'DESC' }],
      groupBy: ['COUNTERPARTY'],
    });
  });

  test('has each condition of the schema', () => {
    const query =
      'q=+nets+&company=acme&source=V6&kind=CREDIT_NOTE&direction=SALE&state=EXPORTED&from=2026-01-01&to=2026-01-31' +
      '&dueFrom=2026-02-01&dueTo=2026-02-28&min=1+240,50&max=2000&currency=eur&number=A-1&order=PO+1&counterparty=key' +
      '&duplicates=yes&sort=NUMBER&dir=DESC&by=MONTH';
    expect(searchOf(query)).toEqual({
      text: 'nets',
      filter: {
        ...{ companies: ['acme'], sources: ['V6'], kinds: ['CREDIT_NOTE'], directions: ['SALE'], states: ['EXPORTED'] },
        ...{ issuedFrom: '2026-01-01', issuedTo: '2026-01-31', dueFrom: '2026-02-01', dueTo: '2026-02-28' },
        ...{ grossFrom: '1240.50', grossTo: '2000', currencies: ['EUR'], number: 'A-1', purchaseOrderNumber: 'PO 1' },
        ...{ counterparty: 'key', isPossibleDuplicate: true },
      },
      orderBy: [{ field: 'NUMBER', direction: 'DESC' }],
      groupBy: ['MONTH'],
    });
  });

  test('has due dates relative to today, so that a bookmark stays right', () => {
    expect(searchOf('due=overdue').filter).toEqual({ dueTo: '2026-02-28' });
    expect(searchOf('due=soon&dueTo=2020-01-01').filter).toEqual({ dueFrom: TODAY, dueTo: '2026-03-15' });
  });

  test('leaves out values that the gateway would refuse', () => {
    const query = 'source=X&kind=Y&state=&from=2026-02-30&min=abc&currency=EU&sort=Z&dir=UP&by=Q&duplicates=maybe';
    expect(searchOf(query)).toEqual(searchOf(''));
  });

  test('is sums without groups if they are by currency', () => {
    expect(searchOf('by=NONE').groupBy).toEqual([]);
  });

  test('loses a condition that becomes empty, and keeps the others', () => {
    const query = new URLSearchParams('page=search&q=nets&source=V6');
    expect(withValues(query, { q: '', state: 'EXPORTED' })).toBe('?page=search&source=V6&state=EXPORTED');
  });

  test('is reversed when the column that it is sorted by is chosen again', () => {
    const first = nextOrder({ field: 'ISSUE_DATE', direction: 'DESC' }, 'GROSS_AMOUNT');
    expect(first).toEqual({ field: 'GROSS_AMOUNT', direction: 'DESC' });
    expect(nextOrder(first, 'GROSS_AMOUNT')).toEqual({ field: 'GROSS_AMOUNT', direction: 'ASC' });
  });
});

test.each([
  ['1240.50', '1240.50'],
  ['1\u00a0240,50', '1240.50'],
  ['-5', '-5'],
  ['', undefined],
  ['1.2.3', undefined],
])('an amount that is typed as %j is %j', (typed, amount) => {
  expect(toAmount(typed)).toBe(amount);
});
