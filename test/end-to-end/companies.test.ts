import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/loaders/cursor-text.ts';
import { createSigner, startIssuer } from '../auth/issuer.ts';
import { jobIdOf, type Known, knownOf, moved } from './known-ids.ts';
import { readPage } from './list-pages.ts';
import { startWorld, type TestWorld, tokenOf } from './world.ts';

// A query for data of a company that the caller may not see has to be answered, byte for byte, as if that company did
// not exist, and without a call to any source.

const NOWHERE = 'nowhere';
const COMPANIES = ['borealis', NOWHERE] as const;

const INVOICE_FIELDS = 'id number supplier { name bankAccount { iban } } lineItems { id } file { name downloadUrl }';

let world: TestWorld;
let jwt: string;
let known: Known;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  const signer = await createSigner('ES256', 'key-1');
  const issuer = used.use(await startIssuer([signer.jwk]));
  world = used.use(await startWorld({ config: { jwt: issuer.jwt } }));
  const seconds = Math.floor(Date.now() / 1_000);
  jwt = await signer.sign({ iat: seconds, exp: seconds + 600, companies: ['acme'], scope: '*' });
  known = await knownOf(world, 'borealis');
});

afterAll(() => used.disposeAsync());

beforeEach(() => world.forgetCalls());

const CALLERS = { 'a configured token': () => tokenOf('acme'), 'a JWT': () => jwt };

describe.each(Object.entries(CALLERS))('a caller with %s and one company', (_name, tokenOfCaller) => {
  test('sees its own company alone', async () => {
    const { data, errors } = await world.ask<Visible>(
      '{ companies { id } backends { company { id } } invoices(first: 200) { accounts { company { id } } nodes { company { id } } } }',
      {},
      { token: tokenOfCaller() },
    );

    expect(errors).toEqual([]);
    const seen = [
      ...(data?.companies ?? []),
      ...[...(data?.backends ?? []), ...(data?.invoices.accounts ?? []), ...(data?.invoices.nodes ?? [])].map(
        ({ company }) => company,
      ),
    ];
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(['acme']));
    expect(othersCalled()).toEqual([]);
  });

  test.each<[entryPoint: string, query: string, idsOf: (known: Known) => readonly string[]]>([
    ['node, of an invoice', `query ($id: ID!) { node(id: $id) { id ... on Invoice { ${INVOICE_FIELDS} } } }`, invoices],
    ['node, of a line', 'query ($id: ID!) { node(id: $id) { id ... on LineItem { description } } }', lines],
    ['node, of an order', 'query ($id: ID!) { node(id: $id) { id ... on PurchaseOrder { sourceId } } }', orders],
    ['node, of a job', 'query ($id: ID!) { node(id: $id) { id ... on ImportJob { status } } }', jobs],
    ['nodes', 'query ($id: ID!) { nodes(ids: [$id, $id]) { id __typename } }', everything],
    ['invoice', `query ($id: ID!) { invoice(id: $id) { ${INVOICE_FIELDS} } }`, invoices],
    ['invoice, just its name', 'query ($id: ID!) { invoice(id: $id) { id source sourceId company { id } } }', invoices],
    ['invoice, just its file', 'query ($id: ID!) { invoice(id: $id) { file { downloadUrl } } }', invoices],
    ['node, just the matches of a line', lineMatches('node(id: $id)'), lines],
    ['purchaseOrder', 'query ($id: ID!) { purchaseOrder(id: $id) { id source sourceId } }', orders],
    [
      'purchaseOrder, its matches',
      'query ($id: ID!, $line: String!) { purchaseOrder(id: $id) { lineMatches(lineId: $line) { lineItem { id } document { ... on Invoice { id number } } } } }',
      orders,
    ],
    ['importJob', 'query ($id: ID!) { importJob(id: $id) { id status counts { inserted } company { name } } }', jobs],
    [
      '_entities, of an invoice',
      entities('Invoice', `... on Invoice { ${INVOICE_FIELDS} company { name } }`),
      invoices,
    ],
    ['_entities, of a line', entities('LineItem', '... on LineItem { id description matches { type } }'), lines],
    ['_entities, of an order', entities('PurchaseOrder', '... on PurchaseOrder { id sourceId }'), orders],
    ['_entities, of a job', entities('ImportJob', '... on ImportJob { id status }'), jobs],
    ['_entities, of a company', entities('Company', '... on Company { id name sources }'), ({ company }) => [company]],
  ])('is told nothing by %s', async (_entryPoint, query, idsOf) => {
    const unknown = idsOf(moved(known, NOWHERE));
    const answers: string[] = [];
    const baseline: string[] = [];

    for (const [index, id] of idsOf(known).entries()) {
      // Three times: the first is interpreted, the others run compiled.
      for (const _time of [1, 2, 3]) {
        answers.push(await answerText(query, { id, line: known.lineAtSource }, tokenOfCaller()));
        baseline.push(await answerText(query, { id: unknown[index], line: known.lineAtSource }, tokenOfCaller()));
      }
    }

    expect(answers).toEqual(baseline);
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.filter((text) => /borealis|"errors"/i.test(text))).toEqual([]);
    expect(sourcesCalledFor()).toEqual([]);
    // The ids are valid: their own company gets data for them.
    const own = await answerText(query, { id: idsOf(known)[0], line: known.lineAtSource }, tokenOf('borealis'));
    expect(own).not.toBe(answers[0]);
  });

  test('is told nothing by the filter of the list', async () => {
    const query =
      'query ($companies: [ID!]) { invoices(filter: { companies: $companies }) { nodes { id } accounts { company { id } } } }';
    for (const others of [(id: string) => [id], (id: string) => ['acme', id], (id: string) => [id, 'acme', id]]) {
      const [other, nowhere] = await Promise.all(
        COMPANIES.map((id) => answerText(query, { companies: others(id) }, tokenOfCaller())),
      );
      expect(other?.replaceAll('borealis', NOWHERE)).toBe(nowhere);
      expect(other).toContain('NOT_FOUND');
    }
    expect(sourcesCalledFor()).toEqual([]);
  });

  test('is told nothing by the values of a column', async () => {
    const query = 'query ($company: ID!) { columnValues(company: $company, column: "allocation") { nodes { code } } }';
    const [other, nowhere] = await Promise.all(
      COMPANIES.map((company) => answerText(query, { company }, tokenOfCaller())),
    );

    expect(other?.replaceAll('borealis', NOWHERE)).toBe(nowhere);
    expect(other).toContain('NOT_FOUND');
    expect(sourcesCalledFor()).toEqual([]);
  });

  test('cannot continue from a cursor of another company: the answer is the one for a company that does not exist', async () => {
    const query =
      'query ($after: String) { invoices(first: 5, after: $after) { nodes { id } pageInfo { endCursor } } }';
    const page = await readPage(world, { first: 5, as: 'borealis' });
    const cursors = [page.pageInfo.endCursor, ...page.edges.map(({ cursor }) => cursor)];
    world.forgetCalls();

    for (const cursor of cursors) {
      const answer = await answerText(query, { after: cursor }, tokenOfCaller());
      expect(answer).toBe(await answerText(query, { after: movedCursor(cursor) }, tokenOfCaller()));
      expect(answer).toContain('CURSOR_EXPIRED');
    }
    expect(sourcesCalledFor()).toEqual([]);
  });

  test('continues a cursor of a caller with more companies only with its own documents', async () => {
    const query =
      'query ($after: String) { invoices(first: 5, after: $after) { nodes { company { id } } accounts { company { id } } } }';
    const { pageInfo } = await readPage(world, { first: 12, as: 'sandbox' });
    const answer = await answerText(query, { after: pageInfo.endCursor }, tokenOfCaller());
    expect(answer).toBe(await answerText(query, { after: movedCursor(pageInfo.endCursor) }, tokenOfCaller()));
    expect(answer).not.toContain('borealis');
    expect(answer).toContain('"acme"');
  });

  test('cannot use a cursor of a column of another company', async () => {
    const query =
      'query ($company: ID!, $after: String) { columnValues(company: $company, column: "allocation", first: 5, after: $after) { nodes { code } pageInfo { endCursor } } }';
    const { data } = await world.ask<ColumnPage>(query, { company: 'borealis' }, { as: 'borealis' });
    const after = data?.columnValues.pageInfo.endCursor;
    world.forgetCalls();

    expect(after).toEqual(expect.any(String));
    expect(await answerText(query, { company: 'acme', after }, tokenOfCaller())).toContain('BAD_USER_INPUT');
    expect(sourcesCalledFor()).toEqual([]);
  });

  test('reads only its own job if two companies have jobs with the same id', async () => {
    const query = 'query ($id: ID!) { importJob(id: $id) { sourceApplicationCode } }';
    const [own, other] = (['acme', 'borealis'] as const).map((company) => jobIdOf(company));

    expect(await answerText(query, { id: own }, tokenOfCaller())).toContain('acme-erp');
    expect(JSON.parse(await answerText(query, { id: other }, tokenOfCaller()))).toEqual({ data: { importJob: null } });
    expect(othersCalled()).toEqual([]);
  });
});

test('a document that one caller has read is not returned to another caller, not even from the cache', async () => {
  const query = `query ($id: ID!) { invoice(id: $id) { ${INVOICE_FIELDS} } }`;
  for (const id of invoices(known)) {
    expect(await answerText(query, { id }, tokenOf('sandbox'))).toContain(id);
    expect(JSON.parse(await answerText(query, { id }, tokenOf('acme')))).toEqual({ data: { invoice: null } });
  }
});

test('a JWT for all companies sees all of them, and a JWT for unknown companies does not see any', async () => {
  const signer = await createSigner('ES256', 'key-2');
  await using issuer = await startIssuer([signer.jwk]);
  await using own = await startWorld({ config: { jwt: issuer.jwt } });
  const seconds = Math.floor(Date.now() / 1_000);
  const companiesOf = async (companies: unknown) => {
    const token = await signer.sign({ iat: seconds, exp: seconds + 600, companies, scope: 'invoices:read' });
    const { data, errors } = await own.ask<Visible>(
      '{ companies { id } invoices { nodes { company { id } } accounts { source } } }',
      {},
      { token },
    );
    expect(errors).toEqual([]);
    return data;
  };

  expect((await companiesOf('*'))?.companies.map(({ id }) => id)).toEqual(['acme', 'borealis', 'curio']);
  for (const none of [[], NOWHERE, undefined, ['ACME', ' acme', 'acme\0']])
    expect(await companiesOf(none)).toEqual({ companies: [], invoices: { nodes: [], accounts: [] } });
});

interface Visible {
  readonly companies: readonly { readonly id: string }[];
  readonly backends: readonly { readonly company: { readonly id: string } }[];
  readonly invoices: {
    readonly nodes: readonly { readonly company: { readonly id: string } }[];
    readonly accounts: readonly { readonly company: { readonly id: string } }[];
  };
}

interface ColumnPage {
  readonly columnValues: { readonly pageInfo: { readonly endCursor: string } };
}

function invoices(ids: Known): readonly string[] {
  return ids.invoices;
}

function lines(ids: Known): readonly string[] {
  return ids.lines;
}

function orders({ order }: Known): readonly string[] {
  return [order];
}

function jobs({ job }: Known): readonly string[] {
  return [job];
}

function everything(ids: Known): readonly string[] {
  return [...ids.invoices, ...ids.lines, ids.order, ids.job];
}

function lineMatches(entryPoint: string): string {
  return `query ($id: ID!) { ${entryPoint} { ... on LineItem { matches { type lineItem { id } document { __typename } } } } }`;
}

function entities(type: string, fields: string): string {
  return `query ($id: ID!) { _entities(representations: [{ __typename: "${type}", id: $id }]) { ${fields} } }`;
}

function movedCursor(cursor: string): string {
  return encodeCursor(
    JSON.parse(JSON.stringify(decodeCursor(cursor, Infinity)).replaceAll('"borealis"', `"${NOWHERE}"`)),
  );
}

async function answerText(query: string, variables: object, token: string): Promise<string> {
  const response = await world.fetch('/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: declaredOf(query, variables) }),
  });
  return response.text();
}

/** The variables that the query declares. */
function declaredOf(query: string, variables: object): object {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => query.includes(`$${name}`)));
}

/** The companies whose accounts were called at any source, including calls for tokens. */
function sourcesCalledFor(): readonly string[] {
  const { lightyear, ivesk, v6, s3 } = world.sandbox;
  return [lightyear, ivesk, v6, s3].flatMap(({ calls }) =>
    [...calls].map(({ company, headers, operation }) => company ?? clientOf(headers) ?? `nobody: ${operation}`),
  );
}

function othersCalled(): readonly string[] {
  return sourcesCalledFor().filter((company) => company !== 'acme');
}

/** The company whose client asks for a token. */
function clientOf({ authorization }: { readonly authorization?: string | undefined }): string | undefined {
  const credentials = Buffer.from(authorization?.replace(/^Basic /, '') ?? '', 'base64').toString('utf8');
  return /^(acme|borealis|curio)-client:/.exec(credentials)?.[1];
}
