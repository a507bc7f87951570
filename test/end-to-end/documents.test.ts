import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/domain/source.ts';
import { exact, plain } from './exact-decimal.ts';
import { type Amounts, type ExpectedInvoice, expectedInvoice } from './expected-invoice.ts';
import { type NamedInvoice, nameOf, nodesOf, readPages } from './list-pages.ts';
import { type SampleDocument, sampleDocuments } from './sample-documents.ts';
import { WHOLE } from './whole-document.ts';
import { startWorld, type TestWorld } from './world.ts';

interface ServedAmounts {
  readonly netAmount: string | null;
  readonly taxAmount: string | null;
  readonly grossAmount: string | null;
}

interface ServedInvoice extends NamedInvoice, ServedAmounts {
  readonly kind: string;
  readonly number: string | null;
  readonly issueDate: string | null;
  readonly dueDate: string | null;
  readonly currency: string | null;
  readonly supplier: { readonly name: string | null } | null;
  readonly customer: { readonly name: string | null } | null;
  readonly lineItems: readonly (ServedAmounts & {
    readonly id: string;
    readonly position: number;
    readonly description: string | null;
    readonly quantity: string | null;
    readonly unitPrice: string | null;
  })[];
}

const NOW = new Date('2026-03-10T12:00:00Z');
const CURRENCIES = { acme: 'AUD', borealis: 'EUR', curio: 'AUD' };

let world: TestWorld;
/** All documents of the world, read through the lists. */
let served: readonly ServedInvoice[];

beforeAll(async () => {
  world = await startWorld({
    as: 'auditor',
    config: { cache: { enabled: false } },
    sandbox: { now: NOW },
    overrides: { now: () => NOW.getTime() },
  });
  const whole = { first: 200, more: '...Whole', fragments: WHOLE };
  const recent = nodesOf(await readPages<ServedInvoice>(world, { ...whole, filter: { iveskQueue: 'DIGITIZED' } }));
  // The default range of V6 is 30 days, so this asks for older documents by their dates.
  const older = { sources: ['V6'], issuedFrom: '2026-01-01', issuedTo: '2026-02-07' };
  served = [...recent, ...nodesOf(await readPages<ServedInvoice>(world, { ...whole, filter: older }))];
});
afterAll(() => world[Symbol.asyncDispose]());

describe('a document', () => {
  test('is served once, from any source and with any odd value', () => {
    const documents = sampleDocuments(world.sandbox.world);
    expect(served.map(nameOf).sort()).toEqual(documents.map(sampleName).sort());
    expect(new Set(served.map(({ id }) => id)).size).toBe(documents.length);
  });

  test('has the kind, dates, names, lines and exact amounts of its source', () => {
    const expected = Map.groupBy(sampleDocuments(world.sandbox.world), sampleName);
    for (const [name, ofName] of Map.groupBy(served, nameOf)) {
      const wanted = expected.get(name)?.map((document) => expectedInvoice(document, CURRENCIES)) ?? [];
      expect(byContent(ofName.map(comparable)), name).toEqual(byContent(wanted));
    }
  });

  test.each([
    ['0dd00000-0000-4000-a000-000000000007', ['0.1', '0.2', '0.3']],
    ['0dd00000-0000-4000-a000-000000000008', ['123456789012345', '98765432109876.54', '222222221122221.54']],
    [
      '0dd00000-0000-4000-a000-000000000009',
      ['1000000000000000000000', '0.00000025', '1000000000000000000000.00000025'],
    ],
    ['0dd00000-0000-4000-b000-000000000004', ['0.1', '0.2', '0.3']],
    [
      '0dd00000-0000-4000-b000-000000000006',
      ['1000000000000000000000', '0.00000025', '1000000000000000000000.00000025'],
    ],
    ['ODD-pointOneAndTwo', ['0.3', '0', '0.3']],
    ['ODD-manyDigits', ['123456789012345', '98765432109876.54', '222222221122221.54']],
    ['ODD-exponent', ['1000000000000000000000', '100', '1000000000000000000100']],
  ])('with odd amounts keeps every digit: %s', (sourceId, amounts) => {
    const found = served.find((one) => one.sourceId === sourceId);
    expect([found?.netAmount, found?.taxAmount, found?.grossAmount]).toEqual(amounts);
  });

  test('has lines that are counted from 1 and have ids of their own', () => {
    for (const { id, lineItems } of served)
      expect(
        lineItems.map(({ position }) => position),
        id,
      ).toEqual(lineItems.map((_line, index) => index + 1));
    const ids = served.flatMap(({ lineItems }) => lineItems.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('an id that a list gave', () => {
  test('reads the same document again, by `invoice` and by `node`, together with others', async () => {
    for (let start = 0; start < served.length; start += 25) {
      const some = served.slice(start, start + 25);
      const fields = some.map(
        (_one, index) => `i${index}: invoice(id: $i${index}) { ...Whole } n${index}: node(id: $i${index}) { ...Whole }`,
      );
      const query = `${WHOLE} query(${some.map((_one, index) => `$i${index}: ID!`).join()}) { ${fields.join(' ')} }`;
      const ids = Object.fromEntries(some.map(({ id }, index) => [`i${index}`, id]));
      const { data, errors } = await world.ask(query, ids);
      expect(errors).toEqual([]);
      expect(data).toEqual(
        Object.fromEntries(
          some.flatMap((one, index) => [
            [`i${index}`, one],
            [`n${index}`, one],
          ]),
        ),
      );
    }
  });

  test.each(SOURCES)('reads a single document of %s', async (source) => {
    for (const one of served.filter((invoice) => invoice.source === source).slice(20, 40)) {
      const { data, errors } = await world.ask(`${WHOLE} query($id: ID!) { invoice(id: $id) { ...Whole } }`, {
        id: one.id,
      });
      expect(errors).toEqual([]);
      expect(data).toEqual({ invoice: one });
    }
  });

  test('reads a line, which is the same as in its document', async () => {
    for (const source of SOURCES) {
      const [line] = served.find((one) => one.source === source && one.lineItems.length > 3)?.lineItems.slice(2) ?? [];
      const query = 'query($id: ID!) { node(id: $id) { id ... on LineItem { position quantity netAmount } } }';
      const { data, errors } = await world.ask(query, { id: line?.id });
      expect(errors).toEqual([]);
      expect(data).toEqual({
        node: expect.objectContaining({ id: line?.id, position: 3, netAmount: line?.netAmount }),
      });
    }
  });
});

describe('an id', () => {
  const LOOK_UP = 'query($id: ID!) { invoice(id: $id) { id } node(id: $id) { id } }';
  const encode = (...parts: readonly unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');

  beforeEach(() => world.forgetCalls());

  test('in a company that the caller may not see is null, and no source is asked', async () => {
    for (const source of SOURCES) {
      const id = served.find((one) => one.source === source && one.company.id === 'borealis')?.id;
      expect(await world.ask(LOOK_UP, { id }, { as: 'acme' })).toMatchObject({
        data: { invoice: null, node: null },
        errors: [],
      });
    }
    expect(world.calls()).toEqual([]);
  });

  test('that is well-formed but unknown is null', async () => {
    const unknown = [
      encode('I', 'acme', 'LIGHTYEAR', '00000000-0000-4000-a000-000000000000'),
      encode('I', 'acme', 'IVESK', '00000000-0000-4000-a000-000000000000', '2026-02-01T00:00:00.000Z'),
      encode('I', 'acme', 'V6', '2026-03-01', 'LT-none', '000123', 'I'),
      encode('I', 'nobody', 'LIGHTYEAR', '00000000-0000-4000-a000-000000000000'),
    ];
    for (const id of unknown) {
      const { data, errors } = await world.ask(LOOK_UP, { id });
      expect({ id, data, errors }).toEqual({ id, data: { invoice: null, node: null }, errors: [] });
    }
  });

  test.each([
    ['an empty text', ''],
    ['a text', 'invoice-1'],
    ['base64 of something else', Buffer.from('{"a":1}').toString('base64url')],
    ['an unknown kind', encode('X', 'acme', 'LIGHTYEAR', 'a')],
    ['an unknown source', encode('I', 'acme', 'SAP', 'a')],
    ['no key', encode('I', 'acme', 'LIGHTYEAR')],
    ['two keys where the source has one', encode('I', 'acme', 'LIGHTYEAR', 'a', 'b')],
    ['a path', encode('I', 'acme', 'LIGHTYEAR', '..')],
    ['no time', encode('I', 'acme', 'IVESK', '00000000-0000-4000-a000-000000000000', 'yesterday')],
    ['a day that no calendar has', encode('I', 'acme', 'V6', '2026-02-30', 'LT1', '', 'I')],
    ['padding', `${encode('I', 'acme', 'LIGHTYEAR', 'abc')}=`],
  ])('that holds %s is BAD_USER_INPUT, and no source is asked', async (_what, id) => {
    const { data, errors } = await world.ask(LOOK_UP, { id });
    expect(data).toEqual({ invoice: null, node: null });
    expect(errors.map(({ path, extensions }) => [path?.[0], extensions.code]).sort()).toEqual([
      ['invoice', 'BAD_USER_INPUT'],
      ['node', 'BAD_USER_INPUT'],
    ]);
    expect(world.calls()).toEqual([]);
  });

  test('is BAD_USER_INPUT for `invoice` if it is that of a purchase order or a line', async () => {
    const [line] = served.find(({ lineItems }) => lineItems.length > 0)?.lineItems ?? [];
    for (const id of [encode('P', 'acme', 'LIGHTYEAR', 'a'), line?.id]) {
      const { data, errors } = await world.ask('query($id: ID!) { invoice(id: $id) { id } }', { id });
      expect([data, errors.map(({ extensions }) => extensions.code)]).toEqual([{ invoice: null }, ['BAD_USER_INPUT']]);
    }
    expect(world.calls()).toEqual([]);
  });

  test('that is cut or changed anywhere never returns another document', async () => {
    const { id } = served.find(({ source }) => source === 'IVESK') ?? { id: '' };
    for (let at = 0; at < id.length; at += 7) {
      for (const changed of [id.slice(0, at), `${id.slice(0, at)}A${id.slice(at + 1)}`]) {
        if (changed === id) continue;
        const { data } = await world.ask<{ invoice: { id: string } | null }>(LOOK_UP, { id: changed });
        // A changed instant may still find the document, under the changed id.
        expect([null, id, changed]).toContain(data?.invoice?.id ?? null);
      }
    }
  });
});

function sampleName({ company, source, sourceId }: SampleDocument): string {
  return nameOf({ company: { id: company }, source, sourceId });
}

/** Equal documents in an equal order: documents with the same name only differ in their content. */
function byContent(documents: readonly ExpectedInvoice[]): readonly ExpectedInvoice[] {
  return [...documents].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

function comparable(invoice: ServedInvoice): ExpectedInvoice {
  const { kind, number, issueDate, dueDate, currency, supplier, customer, lineItems } = invoice;
  return {
    kind,
    number,
    issueDate,
    dueDate,
    currency,
    amounts: amountsOf(invoice),
    supplier: supplier?.name ?? null,
    customer: customer?.name ?? null,
    lines: lineItems.map((line) => ({
      description: line.description,
      quantity: plainOrNull(line.quantity),
      unitPrice: plainOrNull(line.unitPrice),
      amounts: amountsOf(line),
    })),
  };
}

function amountsOf({ netAmount, taxAmount, grossAmount }: ServedAmounts): Amounts {
  return [plainOrNull(netAmount), plainOrNull(taxAmount), plainOrNull(grossAmount)];
}

function plainOrNull(decimal: string | null): string | null {
  if (decimal === null) return null;
  expect(decimal).toMatch(/^-?\d+(\.\d+)?$/);
  return plain(exact(decimal));
}
