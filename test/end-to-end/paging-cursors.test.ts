import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';
import { accountOf, nodesOf, type PageOptions, pageQuery, readPage } from './list-pages.ts';
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

describe('a cursor that is refused, with nobody asked', () => {
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
  ])('comes from a list with another filter: $filter', async ({ filter }) => {
    await expectRefused(cursor, { filter });
  });

  test('comes from a caller who sees more companies, as if those did not exist', async () => {
    await expectRefused(cursor, { as: 'acme' });
    const nobodys = forge(
      content(cursor).map((part) => (part[0] === 'borealis' ? ['nobody', ...part.slice(1)] : part)),
    );
    await expectRefused(nobodys, { as: 'acme' });
    const refusals = await Promise.all(
      [cursor, nobodys].map((after) => world.ask(pageQuery(), { after }, { as: 'acme' })),
    );
    expect(refusals[0]).toEqual(refusals[1]);
  });

  test('comes from another kind of list, both ways round', async () => {
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
    ['is no object', () => [1]],
    ['is a text', () => 'front'],
    ['is a number', () => 7],
    ['is empty', () => ({})],
    [
      'has an id that leads elsewhere',
      (position, source) => (source === 'LIGHTYEAR' ? { ...position, after: '..' } : 0),
    ],
    ['has a key that is no text', (position, source) => (source === 'LIGHTYEAR' ? { ...position, from: { a: 1 } } : 0)],
    ['has a name of any length', (position, source) => (source === 'LIGHTYEAR' ? { ...position, kept: LONG } : 0)],
    ['has a time that is none', (position, source) => (source === 'IVESK' ? { ...position, from: 'yesterday' } : 0)],
    ['has many marks', (position, source) => (source === 'IVESK' ? { ...position, seen: MARKS } : 0)],
    ['has a day that is none', (position, source) => (source === 'V6' ? { ...position, from: '2026-02-30' } : 0)],
    ['has a range turned round', (position, source) => (source === 'V6' ? { ...position, from: '2199-01-01' } : 0)],
    ['has a range of many years', (position, source) => (source === 'V6' ? { ...position, from: '1999-01-01' } : 0)],
    ['has a place of other parts', (position, source) => (source === 'V6' ? { ...position, after: ['a'] } : 0)],
  ])('was put together by somebody: a position %s', async (_what, change) => {
    for (const source of SOURCES) {
      const changed = content(cursor).map((part) =>
        Array.isArray(part) && part[0] === 'acme' && part[1] === source
          ? [part[0], part[1], change(part[2] as Position, source), part[3]]
          : part,
      );
      await expectRefused(forge(changed));
    }
  });

  test('was put together by somebody: accounts that are none, or come twice', async () => {
    const [version, list, ...accounts] = content(cursor);
    await expectRefused(forge(['2', list, ...accounts]));
    await expectRefused(forge([version, list, ...accounts, accounts[0]]));
    await expectRefused(forge([version, list, ['acme', 'SAP', null, 0]]));
    await expectRefused(forge([version, list, ['acme', 'V6', null, 2]]));
    await expectRefused(forge([version, list, ['acme', 'V6', null]]));
    await expectRefused(forge([version, list, 'acme']));
    await expectRefused(forge([]));
  });
});

test('a cursor of another version says that the list has to be begun again, with nobody asked', async () => {
  const [, list, ...accounts] = content(cursor);
  for (const version of [1, 2]) {
    const { data, errors } = await world.ask(pageQuery(), { after: forge([version, list, ...accounts]) });
    expect(data).toEqual({ invoices: null });
    expect(errors).toMatchObject([{ path: ['invoices'], extensions: { code: 'CURSOR_EXPIRED' } }]);
  }
  expect(world.calls()).toEqual([]);
});

describe('a cursor is taken', () => {
  test('however its filter is written', async () => {
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

  test('with another page size, and other fields', async () => {
    const page = await readPage(world, { first: 6, after: cursor, more: 'number' });
    expect(page.edges).toHaveLength(6);
  });

  test('from a caller who sees fewer companies: the others are read from their front', async () => {
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

test('a caller of many companies can go on, with some hundred characters for each account', async () => {
  // All of one account: what counts is that each of their lists is read to its middle.
  await using many = await startWorld({
    config: ({ companies: { acme } }) => ({
      companies: Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`c${index}`, { name: `C${index}`, lightyear: acme.lightyear }]),
      ),
      callers: { sandbox: { token: tokenOf('sandbox'), companies: '*', scopes: '*' } },
    }),
    sandbox: { lightyear: { keyPolicy: 'any' } },
  });
  const page = await readPage(many, { first: 80 });
  expect(page.pageInfo.endCursor.length).toBeLessThan(300 + 40 * 300);
  const next = await readPage(many, { first: 80, after: page.pageInfo.endCursor });
  const ids = nodesOf([page, next]).map(({ id }) => id);
  expect(new Set(ids).size).toBe(160);
});

describe('a list with arguments that are wrong is BAD_USER_INPUT, with nobody asked', () => {
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

  test('a company that the caller may not see is one that does not exist', async () => {
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

/** What stands in a cursor. For a client it is opaque; whoever looks into it must gain nothing. */
function content(text: string): readonly (readonly unknown[])[] {
  return JSON.parse(Buffer.from(text.slice(12), 'base64url').toString('utf8')) as readonly (readonly unknown[])[];
}

/** A cursor of this content whose check is right: it is no secret. */
function forge(value: unknown): string {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return createHash('sha256').update(body).digest('base64url').slice(0, 12) + body;
}
