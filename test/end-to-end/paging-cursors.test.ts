import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';
import { accountOf, type ListPage, nodesOf, type PageOptions, pageQuery, readPage } from './list-pages.ts';
import { startWorld, type TestWorld, tokenOf } from './world.ts';

let world: TestWorld;
let cursor: string;

beforeAll(async () => {
  world = await startWorld();
  cursor = (await readPage(world, { first: 20 })).pageInfo.endCursor;
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() => world.forgetCalls());

async function expectRefused(after: string | null, options: PageOptions = {}): Promise<void> {
  const { filter, as } = options;
  const { data, errors } = await world.ask(pageQuery(), { filter, after }, as ? { as } : {});
  expect(data).toEqual({ invoices: null });
  expect(errors).toMatchObject([{ path: ['invoices'], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(world.calls()).toEqual([]);
}

describe('a cursor is refused, and no source is asked, if it', () => {
  test.each([
    ['an empty text', ''],
    ['a text', 'page 2'],
    ['other letters', 'ąčę🧾\u0000'],
    ['JSON', '[2,"",["acme","V6",null,0]]'],
    ['base64 of other JSON', Buffer.from('{"page":2}').toString('base64url')],
    ['a text of many letters', 'A'.repeat(200_000)],
  ])('is %s', async (_what, after) => {
    await expectRefused(after);
  });

  test('was cut anywhere', async () => {
    const ends = [1, 2, 11, 12, 13, 50, cursor.length >> 1, cursor.length - 2, cursor.length - 1];
    for (const end of ends) {
      await expectRefused(cursor.slice(0, end));
      await expectRefused(cursor.slice(end));
    }
    await expectRefused(cursor + cursor);
    await expectRefused(`${cursor} `);
  });

  test('was changed anywhere', async () => {
    for (let at = 0; at < cursor.length; at += Math.ceil(cursor.length / 40)) {
      const other = cursor[at] === 'A' ? 'B' : 'A';
      await expectRefused(cursor.slice(0, at) + other + cursor.slice(at + 1));
    }
  });

  test.each([
    { filter: { companies: ['acme'] } },
    { filter: { sources: SOURCES } },
    { filter: { kinds: ['INVOICE'] } },
    { filter: { kinds: [] } },
    { filter: { issuedFrom: '2026-01-01' } },
    { filter: { issuedTo: '2026-01-01' } },
    { filter: { iveskQueue: 'DIGITIZED' } },
    { filter: { since: '2026-01-01T00:00:00Z' } },
  ])('is from a list with another filter: $filter', async ({ filter }) => {
    await expectRefused(cursor, { filter });
  });

  test('is from another kind of list, in both directions', async () => {
    const columns = `query($after: String) {
      columnValues(company: "acme", column: "allocation", first: 10, after: $after) { pageInfo { endCursor } }
    }`;
    const answer = await world.ask<{ columnValues: { pageInfo: { endCursor: string } } }>(columns);
    world.forgetCalls();
    await expectRefused(answer.data?.columnValues.pageInfo.endCursor ?? null);
    const { errors } = await world.ask(columns, { after: cursor });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(world.calls()).toEqual([]);
  });

  test.each<[string, (position: Position, source: string) => unknown]>([
    ['is not an object', () => [1]],
    ['is a text', () => 'front'],
    ['is a number', () => 7],
    ['is empty', () => ({})],
    [
      'has an id that leads elsewhere',
      (position, source) => (source === 'LIGHTYEAR' ? { ...position, after: '..' } : 0),
    ],
    [
      'has a key that is not a text',
      (position, source) => (source === 'LIGHTYEAR' ? { ...position, from: { a: 1 } } : 0),
    ],
    ['has a name of any length', (position, source) => (source === 'LIGHTYEAR' ? { ...position, kept: LONG } : 0)],
    ['has an invalid time', (position, source) => (source === 'IVESK' ? { ...position, from: 'yesterday' } : 0)],
    ['has many marks', (position, source) => (source === 'IVESK' ? { ...position, seen: MARKS } : 0)],
    [
      'has a day that does not exist',
      (position, source) => (source === 'V6' ? { ...position, from: '2026-02-30' } : 0),
    ],
    ['has a reversed range', (position, source) => (source === 'V6' ? { ...position, from: '2199-01-01' } : 0)],
    ['has a range of many years', (position, source) => (source === 'V6' ? { ...position, from: '1999-01-01' } : 0)],
    ['has a place of other parts', (position, source) => (source === 'V6' ? { ...position, after: ['a'] } : 0)],
  ])('is forged with a position that %s', async (_what, change) => {
    for (const source of SOURCES) {
      const changed = content(cursor).map((part) =>
        Array.isArray(part) && part[0] === 'acme' && part[1] === source
          ? [part[0], part[1], change(part[2] as Position, source), part[3]]
          : part,
      );
      await expectRefused(forge(changed));
    }
  });

  test('is forged with malformed entries and frontiers, or accounts that appear twice', async () => {
    const [version, list, frontier, ...accounts] = content(cursor);
    await expectRefused(forge(['3', list, frontier, ...accounts]));
    await expectRefused(forge([version, list, frontier, ...accounts, accounts[0]]));
    await expectRefused(forge([version, list, null, ['acme', 'V6', null, 4]]));
    await expectRefused(forge([version, list, null, ['acme', 'V6', null]]));
    await expectRefused(forge([version, list, null, ['acme', 7, null, 0]]));
    await expectRefused(forge([version, list, null, 'acme']));
    await expectRefused(forge([version, list, ['acme'], ...accounts]));
    await expectRefused(forge([version, list, 'acme', ...accounts]));
    await expectRefused(forge([version, list, [1, 2], ...accounts]));
    await expectRefused(forge([]));
  });
});

describe('a cursor that is no longer valid fails with CURSOR_EXPIRED, and no source is asked', () => {
  async function expectExpired(after: string, as?: 'acme'): Promise<void> {
    const { data, errors } = await world.ask(pageQuery(), { after }, as ? { as } : {});
    expect(data).toEqual({ invoices: null });
    expect(errors).toMatchObject([{ path: ['invoices'], extensions: { code: 'CURSOR_EXPIRED' } }]);
    expect(world.calls()).toEqual([]);
  }

  test('if it is from another version of the gateway', async () => {
    const [, list, ...rest] = content(cursor);
    for (const version of [1, 2, 4]) await expectExpired(forge([version, list, ...rest]));
  });

  test('if the caller may not see any of its accounts, or if they do not exist', async () => {
    const [version, list, frontier, ...accounts] = content(cursor);
    const others = accounts.filter(([company]) => company === 'borealis');
    await expectExpired(forge([version, list, frontier, ...others]), 'acme');
    const missing = others.map(([, ...rest]) => ['missing', ...rest]);
    await expectExpired(forge([version, list, frontier, ...missing]), 'acme');
    await expectExpired(forge([version, list, null, ['acme', 'SAP', null, 0]]));
  });
});

describe('a cursor is accepted', () => {
  test('with any equivalent form of its filter', async () => {
    const filter = { companies: ['acme', 'borealis'], sources: ['V6', 'IVESK'], kinds: null };
    const { pageInfo } = await readPage(world, { filter, first: 10 });
    const same = {
      companies: ['borealis', 'acme', 'acme'],
      sources: ['IVESK', 'V6'],
      iveskQueue: 'EXPORTED',
      since: null,
    };
    const page = await readPage(world, { filter: same, first: 10, after: pageInfo.endCursor });
    expect(page.edges).toHaveLength(10);
    expect(page.pageInfo.hasPreviousPage).toBe(true);
  });

  test('with another page size and other fields', async () => {
    const page = await readPage(world, { first: 6, after: cursor, more: 'number' });
    expect(page.edges).toHaveLength(6);
  });

  test('from a caller with more companies: it continues with the accounts that are visible', async () => {
    const shown = nodesOf([await readPage(world, { first: 20 })]).map(({ id }) => id);
    world.forgetCalls();
    const page = await readPage(world, { first: 20, after: cursor, as: 'acme' });
    expect(new Set(nodesOf([page]).map(({ company }) => company.id))).toEqual(new Set(['acme']));
    for (const { id } of nodesOf([page])) expect(shown).not.toContain(id);
    // An account that does not exist leaves the same answer as one that the caller may not see.
    const missing = content(cursor).map((part) => (part?.[0] === 'borealis' ? ['missing', ...part.slice(1)] : part));
    expect(await readPage(world, { first: 20, after: forge(missing), as: 'acme' })).toEqual(page);
  });

  test('from a caller with fewer companies: the other accounts start from their first documents', async () => {
    const [own, all] = [await readPage(world, { first: 20, as: 'acme' }), await readPage(world, { first: 60 })];
    const page = await readPage(world, { first: 20, after: own.pageInfo.endCursor });
    const ofBorealis = ({ company }: { company: { id: string } }) => company.id === 'borealis';
    const fronts = nodesOf([all])
      .filter(ofBorealis)
      .map(({ id }) => id);
    for (const { id } of nodesOf([page]).filter(ofBorealis)) expect(fronts).toContain(id);
    expect(new Set(nodesOf([page]).map(accountOf)).size).toBe(6);
    const shown = nodesOf([own]).map(({ id }) => id);
    for (const { id } of nodesOf([page])) expect(shown).not.toContain(id);
  });
});

describe('a list of 200 companies', () => {
  async function startMany(): Promise<TestWorld> {
    // All share the accounts of one company, as only their number matters.
    return startWorld({
      config: ({ companies: { acme } }) => ({
        companies: Object.fromEntries(
          Array.from({ length: 200 }, (_, index) => [`company-${index}`, { ...acme, name: `Company ${index}` }]),
        ),
        callers: { sandbox: { token: tokenOf('sandbox'), companies: '*', scopes: '*' } },
      }),
      sandbox: { lightyear: { keyPolicy: 'any' } },
    });
  }

  test('asks no more accounts than the page has places, and reports only those', async () => {
    await using many = await startMany();
    const page = await readPage(many, { first: 7, filter: { sources: ['IVESK'] } });
    expect(many.calls()).toHaveLength(7);
    expect(page.accounts).toHaveLength(7);
    expect(page.edges).toHaveLength(7);
    expect(page.pageInfo.hasNextPage).toBe(true);
  });

  test('has cursors of less than 8 kB, and continues without a gap or a repetition', async () => {
    await using many = await startMany();
    const filter = { sources: ['IVESK'] };
    const ids: string[] = [];
    let after: string | null = null;
    // Some pages into the list, far beyond the accounts that the first page asks.
    for (let page = 0; page < 8; page += 1) {
      const { edges, pageInfo }: ListPage = await readPage(many, { first: 200, filter, after });
      ids.push(...edges.map(({ node }) => node.id));
      for (const { cursor: between } of [edges[0], edges.at(-1)].flatMap((edge) => edge ?? []))
        expect(between.length).toBeLessThan(8_000);
      expect(pageInfo.endCursor.length).toBeLessThan(8_000);
      after = pageInfo.endCursor;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(8 * 200);
  });

  test('ends after every document of every account, with pages of any size', async () => {
    await using few = await startWorld({
      config: ({ companies: { acme } }) => ({
        companies: Object.fromEntries(
          Array.from({ length: 45 }, (_, index) => [`company-${index}`, { name: `C${index}`, v6: acme.v6 }]),
        ),
        callers: { sandbox: { token: tokenOf('sandbox'), companies: '*', scopes: '*' } },
      }),
    });
    const ids: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: ListPage = await readPage(few, { first: 200, after });
      ids.push(...nodesOf([page]).map(({ id }) => id));
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    const each = ids.length / 45;
    expect(new Set(ids).size).toBe(ids.length);
    expect(Number.isInteger(each)).toBe(true);
    expect(each).toBeGreaterThan(20);
  });
});

describe('a list with invalid arguments is BAD_USER_INPUT, and no source is asked', () => {
  test.each([
    [{ first: 0 }],
    [{ first: -1 }],
    [{ first: 201 }],
    [{ filter: { issuedFrom: '2026-03-02', issuedTo: '2026-03-01' } }],
    [{ filter: { issuedFrom: '2026-02-30' } }],
    [{ filter: { issuedFrom: '01-03-2026' } }],
    [{ filter: { since: '2026-03-01' } }],
    [{ filter: { since: 'yesterday' } }],
    [{ filter: { sources: ['SAP'] } }],
    [{ filter: { page: 2 } }],
  ])('%j', async (variables) => {
    const { data, errors } = await world.ask(pageQuery(), variables);
    expect(data?.['invoices'] ?? null).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(world.calls()).toEqual([]);
  });

  test('a company that the caller may not see is NOT_FOUND like one that does not exist', async () => {
    const answers = ['borealis', 'nobody'].map(async (company) => {
      const { data, errors } = await world.ask(pageQuery(), { filter: { companies: [company] } }, { as: 'acme' });
      return JSON.stringify({ data, errors }).replaceAll(company, '');
    });
    const [hidden, missing] = await Promise.all(answers);
    expect(hidden).toContain('NOT_FOUND');
    expect(hidden).toBe(missing);
    expect(world.calls()).toEqual([]);
  });
});

const LONG = 'x'.repeat(100_000);
const MARKS = Array.from({ length: 10_000 }, (_, index) => String(index).padStart(8, '0'));

type Position = { readonly [field: string]: unknown };

/** The content of a cursor. It is opaque for clients, and must not reveal anything to those who decode it. */
function content(text: string): readonly (readonly unknown[])[] {
  return JSON.parse(Buffer.from(text.slice(12), 'base64url').toString('utf8')) as readonly (readonly unknown[])[];
}

/** A cursor with this content and a valid checksum, which anyone can compute. */
function forge(value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return createHash('sha256').update(body).digest('base64url').slice(0, 12) + body;
}
