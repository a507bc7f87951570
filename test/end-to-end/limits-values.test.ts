import { describe, expect, test } from 'vitest';
import { encodeId } from '../../src/domain/ids.ts';
import { useSturdyWorld } from './sturdy-world.ts';

const used = useSturdyWorld();

describe('invalid values', () => {
  const list = 'invoices { nodes { id } }';

  test.each<[string, string, object, RegExp]>([
    [
      'first over the limit',
      '{ invoices(first: 201) { nodes { id } } }',
      {},
      /^first is 201: pass a number from 1 to 200$/,
    ],
    ['first of nothing', '{ invoices(first: 0) { nodes { id } } }', {}, /^first is 0: pass a number from 1 to 200$/],
    [
      'first below nothing',
      '{ invoices(first: -1) { nodes { id } } }',
      {},
      /^first is -1: pass a number from 1 to 200$/,
    ],
    [
      'first of columns',
      '{ columnValues(company: "acme", column: "allocation", first: 1001) { nodes { code } } }',
      {},
      /^first is 1001: pass a number from 1 to 1,000$/,
    ],
    [
      '201 ids',
      'query ($x: [ID!]!) { nodes(ids: $x) { id } }',
      { x: Array(201).fill('x') },
      /^ids has 201 entries: pass at most 200/,
    ],
    [
      'an id of 100 kB',
      'query ($x: ID!) { node(id: $x) { id } }',
      { x: 'x'.repeat(100_000) },
      /^"x{40}…" is not an id/,
    ],
    [
      'an id of another type',
      'query ($x: ID!) { purchaseOrder(id: $x) { id } }',
      { x: encodeId({ type: 'ImportJob', company: 'acme', source: 'LIGHTYEAR', sourceId: 'x' }) },
      /^This is the id of an ImportJob: pass the id of a PurchaseOrder$/,
    ],
    [
      'an id of another type for an invoice',
      'query ($x: ID!) { invoice(id: $x) { id } }',
      { x: encodeId({ type: 'PurchaseOrder', company: 'acme', source: 'LIGHTYEAR', sourceId: 'x' }) },
      /^This is the id of a PurchaseOrder: pass the id of an Invoice$/,
    ],
    ['an id that is a number', 'query ($x: ID!) { node(id: $x) { id } }', { x: 15 }, /^"15" is not an id/],
    ['an empty id', '{ node(id: "") { id } }', {}, /^"" is not an id/],
    ['a NUL in an id', 'query ($x: ID!) { invoice(id: $x) { id } }', { x: 'a\0b' }, /^"a\\u0000b" is not an id/],
    [
      'half a letter in an id',
      'query ($x: ID!) { invoice(id: $x) { id } }',
      { x: '\ud83d' },
      /^"\\ud83d" is not an id/,
    ],
    ['a cursor of nothing', `{ invoices(after: "x") { nodes { id } } }`, {}, /^`after` is not a cursor of this list/],
    [
      'a cursor of half letters',
      'query ($x: String) { invoices(after: $x) { nodes { id } } }',
      { x: '\udc00'.repeat(50) },
      /^`after` is not/,
    ],
    [
      'a cursor of 500 kB',
      'query ($x: String) { invoices(after: $x) { nodes { id } } }',
      { x: 'x'.repeat(500_000) },
      /^`after` is not/,
    ],
    [
      'dates in the wrong order',
      `{ invoices(filter: { issuedFrom: "2024-02-01", issuedTo: "2024-01-31" }) { nodes { id } } }`,
      {},
      /^issuedFrom .* is after issuedTo/,
    ],
    [
      'a time that is in no year of UTC any more',
      '{ invoices(filter: { since: "9999-12-31T23:59:59-01:00" }) { nodes { id } } }',
      {},
      /^since is 9999-12-31T23:59:59-01:00: pass an instant that is in the years 0001 to 9999 in UTC$/,
    ],
    [
      'a time that is in no year of UTC yet',
      'query ($x: DateTime) { columnValues(company: "acme", column: "allocation", modifiedSince: $x) { nodes { code } } }',
      { x: '0001-01-01T00:00:00+01:00' },
      /^modifiedSince is 0001-01-01T00:00:00\+01:00: pass an instant/,
    ],
    [
      'no column',
      '{ columnValues(company: "acme", column: " ") { nodes { code } } }',
      {},
      /^column is blank or longer than 200 characters: pass the name/,
    ],
    [
      'a long column',
      'query ($x: String!) { columnValues(company: "acme", column: $x) { nodes { code } } }',
      { x: 'x'.repeat(201) },
      /^column is blank or longer than 200 characters: pass the name/,
    ],
    [
      'a line that is a path',
      'query ($x: ID!) { purchaseOrder(id: $x) { lineMatches(lineId: "..") { type } } }',
      { x: encodeId({ type: 'PurchaseOrder', company: 'acme', source: 'LIGHTYEAR', sourceId: 'x' }) },
      /^lineId is not the id of a line/,
    ],
    [
      'a null for a variable with a default',
      'query ($x: ID = "x") { node(id: $x) { id } }',
      { x: null },
      /^Argument "id" of non-null type "ID!" must not be null/,
    ],
    [
      'a null condition',
      `query ($x: Boolean = true) { companies { id @skip(if: $x) } }`,
      { x: null },
      /^Argument "if" of non-null type/,
    ],
  ])('are BAD_USER_INPUT at their field: %s', async (_what, query, variables, message) => {
    used.world.forgetCalls();
    // Three times: the first is interpreted, the others may run compiled.
    for (const _time of [1, 2, 3]) {
      const { status, errors } = await used.world.ask(query, variables);

      expect(status).toBe(200);
      expect(errors[0]?.message).toMatch(message);
      expect(errors[0]?.message.length).toBeLessThan(300);
      expect(errors[0]?.path).toBeDefined();
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    }
    expect(used.world.calls()).toEqual([]);
  });

  test.each<[string, string, object, RegExp]>([
    ['an Int too large', '{ invoices(first: 99999999999) { nodes { id } } }', {}, /non 32-bit signed integer/],
    ['a Float for an Int', '{ invoices(first: 1.5) { nodes { id } } }', {}, /Int cannot represent non-integer/],
    [
      'a String for an Int',
      'query ($x: Int) { invoices(first: $x) { nodes { id } } }',
      { x: '5' },
      /Int cannot represent/,
    ],
    [
      'an unknown enum value',
      '{ invoices(filter: { sources: [NOPE] }) { nodes { id } } }',
      {},
      /"NOPE" does not exist in "Source"/,
    ],
    [
      'an enum value as a variable',
      'query ($x: [Source!]) { invoices(filter: { sources: $x }) { nodes { id } } }',
      { x: ['V7'] },
      /"V7" does not exist in "Source"/,
    ],
    [
      'an impossible date',
      '{ invoices(filter: { issuedFrom: "2024-02-30" }) { nodes { id } } }',
      {},
      /Date must be a calendar date/,
    ],
    [
      'a date in another form',
      'query ($x: Date) { invoices(filter: { issuedTo: $x }) { nodes { id } } }',
      { x: '14-05-2024' },
      /Date must be a calendar date/,
    ],
    [
      'a date that is a number',
      '{ invoices(filter: { issuedTo: 20240514 }) { nodes { id } } }',
      {},
      /Date must be a calendar date/,
    ],
    [
      'a time without offset',
      '{ invoices(filter: { since: "2024-05-14T10:30:00" }) { nodes { id } } }',
      {},
      /DateTime must be an RFC 3339 time/,
    ],
    [
      'a time that is a date',
      'query ($x: DateTime) { invoices(filter: { since: $x }) { nodes { id } } }',
      { x: '2024-05-14' },
      /DateTime must be/,
    ],
    [
      'a list for an object',
      'query ($x: InvoiceFilter) { invoices(filter: $x) { nodes { id } } }',
      { x: [] },
      /to be an object/,
    ],
    [
      'an unknown key',
      '{ invoices(filter: { company: "acme" }) { nodes { id } } }',
      {},
      /"company" is not defined by type "InvoiceFilter"/,
    ],
    [
      'a null in a list of required values',
      'query ($x: [ID!]!) { nodes(ids: $x) { id } }',
      { x: [null] },
      /not to be null/,
    ],
    [
      'a variable that is missing',
      'query ($x: ID!) { node(id: $x) { id } }',
      {},
      /of required type "ID!" was not provided/,
    ],
    ['an argument that is missing', '{ node { id } }', {}, /Argument|argument/],
    ['an unknown field', `{ ${list} nope }`, {}, /Cannot query field "nope" on type "Query"/],
    ['half a letter in a string of the query', '{ node(id: "\\ud83d") { id } }', {}, /Invalid Unicode escape/],
    ['a NUL in the query', '{ companies { id } }\0', {}, /Syntax Error: Unexpected character: U\+0000/],
    ['no query in the query', '#', {}, /Syntax Error: Unexpected <EOF>/],
    [
      'two operations without a name',
      'query A { companies { id } } query B { companies { id } }',
      {},
      /Must provide operation name/,
    ],
    ['only fragments', 'fragment A on Company { id }', {}, /./],
  ])('refuse the request: %s', async (_what, query, variables, message) => {
    used.world.forgetCalls();
    for (const _time of [1, 2, 3]) {
      const { status, data, errors } = await used.world.ask(query, variables);

      expect(status).toBe(400);
      expect(data).toBeUndefined();
      expect(errors[0]?.message).toMatch(message);
      expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['BAD_USER_INPUT']));
    }
    expect(used.world.calls()).toEqual([]);
  });

  test('a column name with half a character or a NUL is sent to the source unchanged, or refused', async () => {
    for (const x of ['\ud83d', 'a\0b', '..', '../x', 'a/b?c#d', '%2e%2e', '\u202e\r\n']) {
      const query = 'query ($x: String!) { columnValues(company: "acme", column: $x) { nodes { code } } }';
      const { data, errors } = await used.world.ask(query, { x });
      const codes = errors.map(({ extensions }) => extensions.code);
      if (codes.length > 0) expect(codes).toEqual([expect.stringMatching(/^BAD_USER_INPUT$|^BACKEND_REJECTED$/)]);
      else expect(data).toEqual({ columnValues: { nodes: [] } });
    }
  });

  test('a mutation or subscription of an unknown field is BAD_USER_INPUT', async () => {
    for (const operation of ['mutation', 'subscription']) {
      const { errors } = await used.world.ask(`${operation} { a }`);
      expect(errors[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
    }
  });
});
