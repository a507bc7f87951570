import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Listing, Reads } from '../../src/backends/backend.ts';
import { SOURCES } from '../../src/domain/source.ts';
import { GatewayError } from '../../src/errors/catalogue.ts';
import { rejection } from '../calls/account.ts';
import { type FakeAccount, openFakeAccount } from './fake-account.ts';
import { FAKES } from './fakes.ts';
import { keepingReads } from './keeping-reads.ts';
import { changeAnswers, listIn, pagesWithoutList, withItemText } from './odd-answers.ts';
import { uncachedReads } from './uncached-reads.ts';

const QUERY = { issuedFrom: null, issuedTo: null, iveskQueue: 'DIGITIZED', since: null };
const SUBJECTS = SOURCES.map((name) => ({ name, ...FAKES[name] }));
const BROKEN = ['NaN', '{"a":Infinity}', '{"a":undefined}', '{"a":"\\x41"}', '{"a":"line\nbreak"}', 'word', "{'a':1}"];

function list(account: FakeAccount): Promise<Listing> {
  return account.backend.listInvoices(QUERY, null, uncachedReads());
}

/** The page that the fake answers with, before it is changed. */
async function wholePage(account: FakeAccount): Promise<unknown> {
  let page: unknown;
  changeAnswers(account, (text) => {
    page = JSON.parse(text);
    return text;
  });
  await list(account);
  return page;
}

describe.each(SUBJECTS)('an odd answer of $name', ({ create }) => {
  test('without its list is a bad response of the account, and logged once for each path of a fault', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    for (const wrong of pagesWithoutList(page, account.fake.page)) {
      changeAnswers(account, () => JSON.stringify(wrong));
      const error = await rejection(list(account)).catch((cause: unknown) => {
        throw new Error(`taken for a page: ${JSON.stringify(wrong)}`, { cause });
      });
      expect(error).toMatchObject({ code: 'BACKEND_BAD_RESPONSE', accountId: { source: account.fake.source } });
    }
    const paths = account.log.lines.map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(0);
    expect(paths).toEqual([...new Set(paths)].map(() => expect.any(String)));
  });

  test('whose continuation cannot be understood does not end the list', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    const { next } = account.fake.page;
    for (const wrong of next === null ? [] : [{}, [], true, { 0: 'a' }]) {
      changeAnswers(account, () => JSON.stringify({ ...Object(page), [next ?? '']: wrong }));
      expect(await rejection(list(account))).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    }
    account.fault = () => false;
    expect((await list(account)).entries.length).toBeGreaterThan(2);
  });

  test('with one item that is not JSON has all others, and the item is counted or has its error', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    const { length } = listIn(page, account.fake.page);
    for (const text of BROKEN) {
      changeAnswers(account, () => withItemText(page, account.fake.page, 1, text));
      const { entries, leftOut } = await list(account);
      expect([text, entries.length, leftOut]).toEqual([text, length - 1, 1]);
      expect(entries.some(({ invoice }) => invoice instanceof GatewayError)).toBe(false);
    }
  });

  test('with a broken item that says its name has the error of that document', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    const items = listIn(page, account.fake.page);
    const { leftOut } = await list(account);
    expect(leftOut).toBe(0);
    for (const [index, item] of items.entries()) {
      // An id does not say more than its name.
      if (typeof item !== 'object') continue;
      const text = `${JSON.stringify(item).slice(0, -1)},"total":NaN}`;
      changeAnswers(account, () => withItemText(page, account.fake.page, index, text));
      const { entries, leftOut: without } = await list(account);
      const failed = entries.filter(({ invoice }) => invoice instanceof GatewayError);
      const isListedById = entries.every(({ invoice }) => invoice === null);
      expect([entries.length, failed.length, without]).toEqual(
        isListedById ? [items.length - 1, 0, 1] : [items.length, 1, 0],
      );
    }
  });

  test('that breaks off is a bad response, wherever it does', async () => {
    await using account = await openFakeAccount(create(7));
    const text = JSON.stringify(await wholePage(account));
    for (let end = 1; end < text.length; end += 17) {
      changeAnswers(account, () => text.slice(0, end));
      expect(await rejection(list(account))).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
    }
  });

  test('in place of a document is the error of the document, and is not kept', async () => {
    await using account = await openFakeAccount(create(3));
    const documents = (await list(account)).entries.slice(0, 1).map(({ document }) => document);
    const isBareList = account.fake.page.list === null;
    for (const wrong of [
      null,
      {},
      { errorMessage: 'timed out' },
      { message: 'no' },
      'x',
      7,
      ...(isBareList ? [] : [[]]),
    ]) {
      changeAnswers(account, () => JSON.stringify(wrong));
      const [read] = await account.backend.readInvoices(documents, uncachedReads());
      expect([wrong, read]).toMatchObject([wrong, { code: 'BACKEND_BAD_RESPONSE' }]);
    }
    account.fault = () => false;
    expect(await account.backend.readInvoices(documents, uncachedReads())).toMatchObject([{ oddities: 0 }]);
  });

  test('is understood, or an error: never a shorter list of which nothing is said', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    const paths = pathsIn(page);
    const other = fc.constantFrom(undefined, null, {}, [], '', 'x', 7, true, Number.NaN, 'WRAPPED', 'KEYED');
    const change = fc.tuple(fc.constantFrom(...paths), other);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        const changed = changes.reduce((value, [path, one]) => replaced(value, path, one), page);
        changeAnswers(account, () => JSON.stringify(changed) ?? '');
        const listing = await list(account).catch((error: unknown) => error);
        if (listing instanceof Error) {
          expect(listing).toMatchObject({ code: 'BACKEND_BAD_RESPONSE' });
          return;
        }
        const { entries, leftOut } = listing as Listing;
        // Equal entries are one document.
        const items = new Set(
          listIn(changed, account.fake.page).map((item, at) => (typeof item === 'object' ? at : item)),
        );
        expect(entries.length + leftOut).toBeGreaterThanOrEqual(items.size);
      }),
      { numRuns: 150 },
    );
  });

  test('is not kept if anything is missing from it: the next good answer is shown at once', async () => {
    await using account = await openFakeAccount(create(7));
    const page = await wholePage(account);
    const listed = (reads: Reads) => account.backend.listInvoices(QUERY, null, reads);
    const good = (await listed(uncachedReads())).entries.map(({ sourceId }) => sourceId);
    const paths = pathsIn(page);
    const other = fc.constantFrom(undefined, null, {}, [], '', ' ', true, 'WRAPPED', 'KEYED');
    const change = fc.tuple(fc.constantFrom(...paths), other);
    const statuses = fc.constantFrom(200, 202, 205, 206, 302, 404, 500, 503);
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), statuses, async (changes, status) => {
        const reads = keepingReads();
        const changed = changes.reduce((value, [path, one]) => replaced(value, path, one), page);
        changeAnswers(account, () => JSON.stringify(changed) ?? '', status);
        const odd = await listed(reads).catch((error: unknown) => error);
        account.fault = () => false;
        const isMissing =
          odd instanceof Error ||
          (odd as Listing).leftOut > 0 ||
          (odd as Listing).entries.some(({ invoice }) => invoice instanceof GatewayError);
        if (!isMissing) return;
        const healed = await listed(reads);
        expect([healed.leftOut, healed.entries.map(({ sourceId }) => sourceId)]).toEqual([0, good]);
      }),
      { numRuns: 150 },
    );
  });
});

type Path = readonly string[];

/** The places of all values, the page itself first. */
function pathsIn(value: unknown): readonly Path[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return [[], ...inside.flatMap(([name, one]) => pathsIn(one).map((path) => [name, ...path]))];
}

/** A copy with another value at a path that is still there. */
function replaced(value: unknown, [name, ...rest]: Path, other: unknown): unknown {
  if (name === undefined) return other === 'WRAPPED' ? [value] : other === 'KEYED' ? { 0: value } : other;
  if (typeof value !== 'object' || value === null || !(name in value)) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...value] : { ...value };
  Reflect.set(copy, name, replaced(Reflect.get(value, name), rest, other));
  return copy;
}
