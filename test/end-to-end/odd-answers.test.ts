import { describe, expect, test } from 'vitest';
import { body } from './ways-to-fail.ts';
import { post } from './webhook-endpoint.ts';
import { startWorld, type TestWorld } from './world.ts';

const LIST = `query List($filter: InvoiceFilter) {
  invoices(first: 50, filter: $filter) {
    nodes { id sourceId hasStableId netAmount }
    failures { id error { code source } }
    accounts { source ok error { code } oddities leftOut }
  }
}`;

interface List {
  readonly nodes: readonly {
    readonly id: string;
    readonly sourceId: string;
    readonly hasStableId: boolean;
    readonly netAmount: string | null;
  }[];
  readonly failures: readonly { readonly id: string; readonly error: { readonly code: string } }[];
  readonly accounts: readonly object[];
}

const UUID = 'aaaaaaaa-0000-4000-8000-000000000001';
function at(second: number) {
  return `2024-11-20T10:00:0${second}.000Z`;
}

async function list(world: TestWorld, source: string): Promise<List> {
  const filter = { companies: ['acme'], sources: [source], iveskQueue: 'DIGITIZED' };
  const { data, errors } = await world.ask<{ invoices: List }>(LIST, { filter });
  expect(errors).toEqual([]);
  if (!data) throw new Error('the list is empty');
  return data.invoices;
}

async function deviations(world: TestWorld): Promise<readonly string[]> {
  const text = await (await world.fetch('metrics')).text();
  return text.split('\n').filter((line) => line.startsWith('gateway_source_deviations_total{'));
}

describe('a list of which the source gives a part in a form that cannot be understood', () => {
  test('has the other documents, and says of each part what became of it', async () => {
    await using world = await startWorld();
    const documents = [
      { id: UUID, digitizedat: at(1), subtotal: 'ten', tags: ['a', {}], sellercountry: 'Lithuania' },
      { id: UUID.replace(/1$/, '2') },
      { digitizedat: at(3) },
      'a word',
      { id: UUID.replace(/1$/, '5'), digitizedat: at(5), subtotal: 5 },
    ];
    const broken = `{"id":"${UUID.replace(/1$/, '6')}","digitizedat":"${at(6)}","total":NaN}`;
    const text = JSON.stringify({ documents }).replace(/\]\}$/, `,${broken}]}`);
    world.sandbox.ivesk.fail('listDigitized', body(text));

    const { nodes, failures, accounts } = await list(world, 'IVESK');
    expect(nodes).toMatchObject([{ netAmount: null, hasStableId: true }, { netAmount: '5' }]);
    expect(failures.map(({ error }) => error.code)).toEqual(['BACKEND_BAD_RESPONSE', 'BACKEND_BAD_RESPONSE']);
    expect(accounts).toEqual([{ source: 'IVESK', ok: true, error: null, oddities: 3, leftOut: 2 }]);
    expect(await deviations(world)).toContain(
      'gateway_source_deviations_total{source="IVESK",path="Document.subtotal"} 1',
    );
    for (const { id } of failures) {
      const { data, errors } = await world.ask('query ($id: ID!) { invoice(id: $id) { number } }', { id });
      expect([data, errors]).toMatchObject([{ invoice: null }, [{ extensions: { code: 'BACKEND_BAD_RESPONSE' } }]]);
    }
  });

  test('is read again as soon as the source is well, because it was not cached', async () => {
    await using world = await startWorld();
    world.sandbox.ivesk.fail('listDigitized', body(`{"documents":[{"id":"${UUID}"}]}`), { times: 1 });
    expect((await list(world, 'IVESK')).failures).toHaveLength(1);
    const { nodes, failures, accounts } = await list(world, 'IVESK');
    expect([nodes.length > 10, failures]).toEqual([true, []]);
    expect(accounts).toMatchObject([{ oddities: 0, leftOut: 0 }]);
  });
});

test('a V6 invoice without a usable date says that its id is not stable', async () => {
  await using world = await startWorld();
  world.sandbox.v6.fail(
    'listInvoices',
    body(
      '[{"invoiceNo":"A","lines":[]},{"invoiceNo":"B","invoiceDate":"0001-01-01"},{"invoiceNo":"C","invoiceDate":"soon"}]',
    ),
  );
  const { nodes, accounts } = await list(world, 'V6');
  expect(nodes.map(({ sourceId, hasStableId }) => [sourceId, hasStableId])).toEqual([
    ['A', false],
    ['B', false],
    ['C', false],
  ]);
  expect(accounts).toMatchObject([{ ok: true, oddities: 2, leftOut: 0 }]);
});

test('a V6 invoice whose date cannot be read is a failure, as its id would be that of another invoice', async () => {
  await using world = await startWorld();
  const dates = ['{}', '20240603'];
  const invoices = dates.map((date) => `{"invoiceNo":"A","invoiceDate":${date}}`);
  world.sandbox.v6.fail('listInvoices', body(`[${invoices.join()},{"invoiceNo":"A"}]`));
  const { nodes, failures, accounts } = await list(world, 'V6');
  expect(nodes.map(({ sourceId }) => sourceId)).toEqual(['A']);
  expect(failures).toMatchObject(dates.map(() => ({ error: { code: 'BACKEND_BAD_RESPONSE' } })));
  expect(new Set(failures.map(({ id }) => id)).size).toBe(dates.length);
  expect(accounts).toMatchObject([{ ok: true, leftOut: 0 }]);
});

test('a value of an announced document that cannot be understood is counted once, when it is announced', async () => {
  await using world = await startWorld({ config: { watch: { enabled: false } } });
  const { sns } = world.sandbox;
  const message = sns.compose('acme', 'DIGITIZED');
  const document: unknown = JSON.parse(String(message['Message']));
  const odd = JSON.stringify({ ...(document as object), duedate: 'soon' });
  expect((await post(world, sns.sign({ ...message, Message: odd }))).status).toBe(200);
  for (let read = 0; read < 2; read += 1) {
    const events = '{ documentEvents { ... on DocumentDigitized { invoice { number dueDate } } } }';
    expect((await world.ask(events)).errors).toEqual([]);
  }
  expect(await deviations(world)).toEqual([
    'gateway_source_deviations_total{source="IVESK",path="Document.duedate"} 1',
  ]);
});
