import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { AnswerFault } from '../../sandbox/stand-in/fault.ts';
import { type Sandbox, startSandbox } from '../../sandbox/start.ts';
import { createRandom, type NonEmpty } from '../../sandbox/world/random.ts';
import { type ErpDocument, readErp, startConnector } from './connector-process.ts';
import { makeFolder } from './gateway-process.ts';
import { type LiveGateway, type LiveGateways, liveGateways } from './live-gateway.ts';
import { freePort } from './ports.ts';

const KILLS = 30;
/** Rounds in which the gateway is killed, too. */
const RESTARTS: ReadonlySet<number> = new Set([7, 15, 23]);
/** Rounds in which the accountant exports another document. */
const ADDITIONS: ReadonlySet<number> = new Set([4, 11, 19, 28]);
/** The connector makes at most this many calls and lines of its log before it is killed. */
const MOST_STEPS = 36;
const REFUSED_CURRENCY = 'AUD';

/** The outcome of a call with this status is that it was done, and the gateway does not learn it. */
const DONE_UNSEEN = 502;
const READ_FAULTS: NonEmpty<AnswerFault> = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'rateLimit', retryAfterSeconds: 1 },
  { kind: 'hang' },
  { kind: 'truncate' },
];
const WRITE_FAULTS: NonEmpty<AnswerFault> = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503 },
  { kind: 'status', status: DONE_UNSEEN, done: true },
  { kind: 'rateLimit', retryAfterSeconds: 1 },
  { kind: 'hang' },
  { kind: 'reset' },
  { kind: 'delay', delayMs: 30 },
];

/** Without the watcher, whose calls would count as steps of the connector. */
const CONFIG = { backends: { timeoutMs: 2_000, retries: 2 }, watch: { enabled: false } };

let sandbox: Sandbox;
let gateways: LiveGateways;
let folder: Awaited<ReturnType<typeof makeFolder>>;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  sandbox = used.use(await startSandbox({ ivesk: { digitizeMs: 0, exportMs: 1 } }));
  gateways = used.use(await liveGateways(sandbox, undefined, CONFIG));
  folder = used.use(await makeFolder());
});
afterAll(() => used.disposeAsync());

interface Listed {
  readonly id: string;
  readonly source: string;
  readonly company: { readonly id: string };
  readonly sourceId: string;
  readonly currency: string;
}

interface ListedWrite {
  readonly action: string;
  readonly outcome: string;
  readonly invoiceId: string;
}

interface List<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
}

/** All pages of a list: `field` with its selection, and `$after`. */
async function readAll<Node>(gateway: LiveGateway, field: string): Promise<readonly Node[]> {
  const query = `query($after: String) { list: ${field} }`;
  const nodes: Node[] = [];
  let after: string | undefined;
  for (;;) {
    const { data, errors } = await gateway.ask<{ readonly list: List<Node> }>(query, { after });
    if (!data) throw new Error(`There is no list: ${JSON.stringify(errors)}`);
    nodes.push(...data.list.nodes);
    if (!data.list.pageInfo.hasNextPage) return nodes;
    after = data.list.pageInfo.endCursor;
  }
}

const PAGE_INFO = 'pageInfo { endCursor hasNextPage }';
const LIST = `invoices(first: 200, after: $after, filter: { companies: ["acme"] }) { nodes { id source sourceId currency company { id } } ${PAGE_INFO} }`;
const WRITES = `writes(first: 200, after: $after) { nodes { action outcome invoiceId } ${PAGE_INFO} }`;

/** A file whose document goes through Įvesk and is exported by the accountant at once. */
async function addDocument(gateway: LiveGateway, name: string): Promise<void> {
  const form = new FormData();
  const query = `mutation($file: Upload!) { uploadFile(input: { file: $file, company: "acme" }) { errors { code } } }`;
  form.append('operations', JSON.stringify({ query, variables: { file: null } }));
  form.append('map', '{"0":["variables.file"]}');
  form.append('0', new File([`%PDF-1.4 ${name}`], `${name}.pdf`));
  const headers = { authorization: 'Bearer acme-token-not-a-secret', 'apollo-require-preflight': 'true' };
  const response = await gateway.fetch('graphql', { method: 'POST', headers, body: form });
  expect(await response.json()).toEqual({ data: { uploadFile: { errors: [] } } });
}

function callCount(): number {
  return Object.values(sandbox.sources).reduce((sum, { calls }) => sum + calls.length, 0);
}

/** The calls that changed a document, also those whose answer was lost. */
function effectiveCalls(operation: string): readonly string[] {
  return sandbox.lightyear.calls
    .of(operation)
    .filter(({ outcome }) => outcome === 204)
    .map(({ path }) => path);
}

function isOpen({ state }: ErpDocument): boolean {
  return ['BOOKED', 'REFUSED', 'UNREAD'].includes(state);
}

function nameOf(document: { source: string; source_id: string; company: string }): string {
  return `${document.source} ${document.company} ${document.source_id}`;
}

test('a connector that is killed at any moment takes each document over once, and each export is sent once', async () => {
  const random = createRandom('a killed connector');
  const port = await freePort();
  const erp = `${folder.path}/erp.sqlite`;
  let gateway = await gateways.start(port);
  await sandbox.connect(gateway.url);
  const listed = await readAll<Listed>(gateway, LIST);
  const currencies = [...new Set(listed.map(({ currency }) => currency))].filter((one) => one !== REFUSED_CURRENCY);
  const files = { gateway: gateway.url, erp, currencies: currencies.join() };
  for (const { calls } of Object.values(sandbox.sources)) calls.clear();

  for (let round = 0; round < KILLS; round += 1) {
    if (RESTARTS.has(round)) gateway.process.kill('SIGKILL');
    if (ADDITIONS.has(round)) await addDocument(gateway, `addition-${round}`);
    for (const source of Object.values(sandbox.sources)) source.clearFaults();
    sandbox.lightyear.fail('getInvoice', random.pick(READ_FAULTS), { times: 1 });
    sandbox.ivesk.fail('listExported', random.pick(READ_FAULTS), { times: 1 });
    sandbox.v6.fail('listInvoices', random.pick(READ_FAULTS), { times: 1 });
    for (let n = 0; n < 2; n += 1)
      sandbox.lightyear.fail('completeInvoiceExport', random.pick(WRITE_FAULTS), { times: 1 });
    sandbox.lightyear.fail('rejectInvoiceExport', random.pick(WRITE_FAULTS), { times: 1 });

    await using connector = startConnector(files);
    if (RESTARTS.has(round)) {
      await gateway.process.exit;
      gateway = await gateways.start(port);
    }
    const before = callCount();
    const steps = random.int(0, MOST_STEPS);
    const done = () => callCount() - before + connector.output().stdout.split('\n').length - 1;
    await vi.waitUntil(() => done() >= steps, { timeout: 30_000, interval: 1 });
    connector.kill('SIGKILL');
    await connector.exit;
  }

  // Otherwise the last kills would not have met any work.
  expect(readErp(erp).filter(isOpen)).not.toEqual([]);
  for (const source of Object.values(sandbox.sources)) source.clearFaults();
  await using connector = startConnector(files);
  /** An error that was reported to Įvesk, and whose answer was lost with the gateway: no source shows its outcome. */
  const isUnknowable = ({ source, state }: ErpDocument) => source === 'IVESK' && state === 'REFUSED';
  await vi.waitUntil(
    () => {
      const documents = readErp(erp);
      return (
        documents.length >= listed.length + ADDITIONS.size &&
        documents.every((one) => !isOpen(one) || isUnknowable(one))
      );
    },
    { timeout: 120_000, interval: 50 },
  );
  connector.kill('SIGTERM');
  expect(await connector.exit).toMatchObject({ code: 0 });

  const documents = readErp(erp);
  const exported = sandbox.world.acme.ivesk.exported();
  expect(exported.length).toBe(listed.filter(({ source }) => source === 'IVESK').length + ADDITIONS.size);
  const names = documents.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  const expected = listed.map(({ source, sourceId, company }) =>
    nameOf({ source, source_id: sourceId, company: company.id }),
  );
  expect(new Set(names).isSupersetOf(new Set(expected))).toBe(true);
  expect(names.length).toBe(expected.length + ADDITIONS.size);
  expect(documents.filter(({ state }) => state === 'FAILED')).toEqual([]);

  const ofLightyear = (state: string) => documents.filter((one) => one.source === 'LIGHTYEAR' && one.state === state);
  for (const [operation, state] of [
    ['completeInvoiceExport', 'EXPORTED'],
    ['rejectInvoiceExport', 'REPORTED'],
  ] as const) {
    const paths = effectiveCalls(operation);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.length).toBe(ofLightyear(state).length);
    expect(paths.length).toBeGreaterThan(10);
    expect(sandbox.lightyear.calls.of(operation).map(({ status }) => status)).not.toContain(409);
  }
  const reported = sandbox.world.acme.ivesk.syncErrors.map(({ documentid }) => documentid);
  expect(new Set(reported).size).toBe(reported.length);
  expect(reported).not.toEqual([]);

  const writes = await readAll<ListedWrite>(gateway, WRITES);
  const marked = writes.filter(({ action, outcome }) => action === 'MARK_EXPORTED' && outcome === 'DONE');
  const ids = documents.filter(({ state }) => state === 'EXPORTED').map(({ id }) => id);
  expect(marked.map(({ invoiceId }) => invoiceId).toSorted()).toEqual(ids.toSorted());
  await gateway[Symbol.asyncDispose]();
}, 240_000);
