import { foldedWords } from '../../src/domain/values/folded-text.ts';
import type { DocumentIndex } from '../../src/store/index/document-index.ts';
import { type DocumentOrder, type DocumentQuery, ORDER_FIELDS } from '../../src/store/index/document-query.ts';
import { sortableAmount } from '../../src/store/index/prepare/stored-amounts.ts';
import { numberKey } from '../../src/store/index/prepare/to-document.ts';
import { COMPANIES, documentAt, FIRST_YEAR, numberAt, WORDS, wordAt } from './indexed-documents.ts';

/** A kind of query, with other values each time. Returns how many documents or groups were found. */
export interface IndexQuery {
  readonly name: string;
  readonly kind: 'PAGE' | 'TOTAL';
  readonly run: (index: DocumentIndex) => Promise<number>;
}

const PAGE = 50;
const NEWEST_FIRST: readonly DocumentOrder[] = [{ field: 'ISSUE_DATE', direction: 'DESC' }];
const YEAR = { issuedFrom: `${FIRST_YEAR + 1}-01-01`, issuedTo: `${FIRST_YEAR + 1}-12-31` };

/** The queries of callers of one company and of all, over an index with this number of documents. */
export function indexQueries(documents: number): readonly IndexQuery[] {
  const kinds: Readonly<
    Record<string, (place: number) => readonly [Omit<DocumentQuery, 'companies'>, (readonly DocumentOrder[])?]>
  > = {
    'any order': () => [{}, someOrder()],
    'a frequent word': () => [{ words: ['uab'] }],
    'a word': () => [{ words: foldedWords(wordAt(Math.floor(Math.random() ** 2 * WORDS))) }],
    'the text of a number': (place) => [{ words: foldedWords(numberAt(place)) }],
    'the name of a supplier': (place) => [{ words: foldedWords(supplierOf(place)?.name ?? '') }, someOrder()],
    'a number': (place) => [{ number: numberKey(numberAt(place)) }],
    'a counterparty': (place) => [{ counterparty: `tax:${supplierOf(place)?.taxNumber}` }, someOrder()],
    'a year and a kind': () => [{ ...YEAR, kinds: ['CREDIT_NOTE'] }, someOrder()],
    'large amounts': () => [{ grossFrom: sortableAmount('11000') }, someOrder()],
  };
  const pages = Object.entries(kinds).flatMap(([name, make]) =>
    ['one company', 'all companies'].map(
      (whose): IndexQuery => ({
        name: `${name}, ${whose}`,
        kind: 'PAGE',
        run: (index) => {
          const place = below(documents);
          // The company of this document.
          const company = COMPANIES[place % COMPANIES.length] ?? '';
          return readPage(index, whose === 'one company' ? [company] : COMPANIES, ...make(place));
        },
      }),
    ),
  );
  return [...pages, { name: 'a year by counterparty, one company', kind: 'TOTAL', run: readTotals }];
}

async function readPage(
  index: DocumentIndex,
  companies: readonly string[],
  query: Omit<DocumentQuery, 'companies'>,
  orderBy = NEWEST_FIRST,
): Promise<number> {
  const request = { query: { ...query, companies }, orderBy, isBackward: false, count: PAGE + 1 };
  const found = await index.search('searchDocuments', request);
  const ids = found.slice(0, PAGE).map(({ id }) => id);
  return (await index.load(companies, ids)).length;
}

async function readTotals(index: DocumentIndex): Promise<number> {
  const query = { companies: [COMPANIES[below(COMPANIES.length)] ?? ''], ...YEAR };
  return (await index.search('sumDocuments', { query, groupBy: ['COUNTERPARTY'], count: 101 })).length;
}

function supplierOf(place: number) {
  return documentAt(place).supplier;
}

function someOrder(): readonly DocumentOrder[] {
  const field = ORDER_FIELDS[below(ORDER_FIELDS.length)] ?? 'ISSUE_DATE';
  return [{ field, direction: Math.random() < 0.5 ? 'ASC' : 'DESC' }];
}

function below(count: number): number {
  return Math.floor(Math.random() * count);
}
