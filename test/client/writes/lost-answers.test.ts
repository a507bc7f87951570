import { InvoicesDocument, MarkInvoicesExportedDocument, request, UploadFileDocument } from 'invoice-gateway-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGate } from '../../../sandbox/stand-in/gate.ts';
import { startWorld, type TestWorld, tokenOf } from '../../end-to-end/world.ts';
import { type BreakableNetwork, breakableNetwork } from '../breakable-network.ts';

let world: TestWorld;
let network: BreakableNetwork;
const used = new AsyncDisposableStack();

beforeAll(async () => {
  world = used.use(await startWorld({ as: 'acme' }));
  network = used.use(await breakableNetwork(world.url));
});
afterAll(() => used.disposeAsync());

function endpoint(retries: number) {
  return { url: new URL('graphql', network.url), token: () => tokenOf('acme'), pauseMs: () => 0, retries };
}

/** A document that waits for its export at Lightyear. */
async function waiting(): Promise<string> {
  const filter = { sources: ['LIGHTYEAR' as const] };
  const { invoices } = await request(endpoint(0), InvoicesDocument, { first: 1, filter });
  return invoices?.edges[0]?.node.id ?? '';
}

function completions(): number {
  return world.sandbox.lightyear.calls.of('completeInvoiceExport').length;
}

describe('a gateway that carries a mutation out while its connection breaks', () => {
  test('carries out the repetition of the client once, and answers it', async () => {
    using gate = createGate();
    using _ = world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'gate', gate });
    const before = completions();
    const marking = request(endpoint(1), MarkInvoicesExportedDocument, { ids: [await waiting()] });
    await gate.waiting(1);
    network.cut();
    gate.open();
    expect((await marking).markInvoicesExported?.results).toMatchObject([{ ok: true, error: null }]);
    expect(completions()).toBe(before + 1);
  });

  test('carries out a later request for the same once, and answers it', async () => {
    const ids = [await waiting()];
    const before = completions();
    using gate = createGate();
    using _ = world.sandbox.lightyear.fail('completeInvoiceExport', { kind: 'gate', gate });
    const marking = request(endpoint(0), MarkInvoicesExportedDocument, { ids });
    await gate.waiting(1);
    network.cut();
    await expect(marking).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    gate.open();
    const mark = async () => (await request(endpoint(0), MarkInvoicesExportedDocument, { ids })).markInvoicesExported;
    expect((await mark())?.results).toMatchObject([{ ok: true, error: null }]);
    expect(completions()).toBe(before + 1);
    // The outcome is known: this is another request, which the source refuses.
    expect((await mark())?.results).toMatchObject([{ error: { code: 'CONFLICT', documentState: 'EXPORTED' } }]);
  });

  test('takes a file once', async () => {
    using gate = createGate();
    using _ = world.sandbox.s3.fail('putFile', { kind: 'gate', gate });
    const file = new File(['%PDF-1.4 lost'], 'lost.pdf');
    const uploading = request(endpoint(1), UploadFileDocument, { file });
    await gate.waiting(1);
    network.cut();
    gate.open();
    expect((await uploading).uploadFile).toMatchObject({ upload: { fileName: 'lost.pdf' }, errors: [] });
    expect(world.sandbox.s3.calls.of('putFile').length).toBe(1);
  });
});
