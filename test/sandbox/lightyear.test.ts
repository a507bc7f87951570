import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { ODD_LIGHTYEAR_IDS } from '../../sandbox/world/lightyear/odd-invoices.ts';
import { ask, askToken, basic, NOW, postJson, signIn, startAtNow } from './sources.ts';

const NOBODY = '00000000-0000-4000-a000-000000000000';

describe('the token call', () => {
  test('returns a bearer token for the right client, with any characters in its secret', async () => {
    await using sandbox = await startAtNow();
    for (const { profile } of Object.values(sandbox.world)) {
      const reply = await askToken(sandbox, basic(profile.lightyear.clientId, profile.lightyear.clientSecret));
      expect(reply).toMatchObject({ status: 200, json: { token_type: 'Bearer', expires_in: 3600 } });
      expect(sandbox.lightyear.tokens.issuedTo(profile.lightyear.clientId)).toBe(1);
    }
  });

  test('refuses a wrong secret, another grant and a body that is not a form', async () => {
    await using sandbox = await startAtNow();
    const { clientId, clientSecret } = sandbox.world.acme.profile.lightyear;
    const right = basic(clientId, clientSecret);
    expect(await askToken(sandbox, basic(clientId, 'wrong'))).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect(await askToken(sandbox, 'Bearer x')).toMatchObject({ status: 401 });
    expect(await askToken(sandbox, right, '')).toMatchObject({ status: 400, json: { error: 'invalid_request' } });
    expect(await askToken(sandbox, right, 'grant_type=password')).toMatchObject({
      json: { error: 'unsupported_grant_type' },
    });
    const asJson = { ...postJson({}), headers: { authorization: right, 'content-type': 'application/json' } };
    expect(await ask(`${sandbox.lightyear.url}/oauth2/token`, asJson)).toMatchObject({ status: 400 });
  });
});

describe('access', () => {
  test('is granted with a valid token and a company that belongs to it', async () => {
    await using sandbox = await startAtNow();
    const acme = await signIn(sandbox, 'acme');
    const withCompany = (id: string) =>
      acme.lightyear('/invoices/exportable', { headers: { 'lightyear-company-id': id } });
    expect(await acme.lightyear('/invoices/exportable')).toMatchObject({ status: 200 });
    expect(await withCompany(sandbox.world.borealis.lightyear.companyId)).toMatchObject({ status: 403 });
    expect(await withCompany('')).toMatchObject({ status: 403, json: { message: expect.any(String) } });
    expect(await ask(`${sandbox.lightyear.url}/invoices/exportable`)).toMatchObject({
      status: 401,
      json: { message: 'Unauthorized' },
    });
    sandbox.lightyear.tokens.expireAll();
    expect(await acme.lightyear('/invoices/exportable')).toMatchObject({ status: 401 });
  });

  test('an unknown path, method, parameter and a malformed id are refused', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'acme');
    expect(await lightyear('/nothing')).toMatchObject({ status: 404 });
    const wrongMethod = await lightyear('/invoices/exportable', { method: 'PUT' });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toBe('GET');
    expect(await lightyear('/invoices/exportable?limit=5')).toMatchObject({ status: 400 });
    expect(await lightyear('/invoices/not-a-uuid')).toMatchObject({ status: 400 });
  });
});

describe('the exportable list', () => {
  test('comes in pages of 100, in order, up to the end', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'acme');
    const first = await lightyear('/invoices/exportable');
    const key = encodeURIComponent(first.json.continuationKey);
    const second = await lightyear(`/invoices/exportable?continuationKey=${key}`);
    expect(first.json.items).toHaveLength(100);
    expect(second.json.continuationKey).toBeNull();
    expect([...first.json.items, ...second.json.items]).toEqual(
      sandbox.world.acme.lightyear.invoices.map(({ id }) => id),
    );
  });

  test('accepts only the key of the preceding answer', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'acme');
    const first = await lightyear('/invoices/exportable');
    await lightyear('/invoices/exportable');
    const path = `/invoices/exportable?continuationKey=${encodeURIComponent(first.json.continuationKey)}`;
    expect(await lightyear(path)).toMatchObject({ status: 400 });
  });

  test('continues at its key even if earlier invoices have left the list', async () => {
    await using sandbox = await startSandbox({ now: NOW, lightyear: { pageSize: 5 } });
    const { lightyear } = await signIn(sandbox, 'acme');
    const { json } = await lightyear('/invoices/exportable');
    for (const id of json.items)
      expect(await lightyear(`/invoices/${id}/complete`, { method: 'POST' })).toMatchObject({ status: 204 });
    const next = await lightyear(`/invoices/exportable?continuationKey=${encodeURIComponent(json.continuationKey)}`);
    expect(next.json.items).toEqual(sandbox.world.acme.lightyear.invoices.slice(5, 10).map(({ id }) => id));
  });
});

describe('an invoice', () => {
  test('is read by its id, in either case, and only by its own company', async () => {
    await using sandbox = await startAtNow();
    const [entry] = sandbox.world.acme.lightyear.invoices;
    const [acme, borealis] = [await signIn(sandbox, 'acme'), await signIn(sandbox, 'borealis')];
    expect((await acme.lightyear(`/invoices/${entry?.id}`)).json).toEqual(entry?.document);
    expect(await acme.lightyear(`/invoices/${entry?.id.toUpperCase()}`)).toMatchObject({ status: 200 });
    expect(await borealis.lightyear(`/invoices/${entry?.id}`)).toMatchObject({ status: 404 });
  });

  test('keeps every digit of its numbers', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'curio');
    const { text } = await lightyear(`/invoices/${ODD_LIGHTYEAR_IDS.manyDigits}`);
    expect(text).toContain('"subTotal":123456789012345,');
    expect(text).toContain('"calculatedTax":98765432109876.54,');
    expect((await lightyear(`/invoices/${ODD_LIGHTYEAR_IDS.exponent}`)).text).toContain('"subTotal":1e21,');
  });

  test('has a PDF behind its download URL, unless it has no file', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'curio');
    const { invoices } = sandbox.world.curio.lightyear;
    const withFile = invoices.find(({ document }) => typeof document['fileName'] === 'string');
    const { json } = await lightyear(`/invoices/${withFile?.id}/download-url`);
    const file = await ask(json.url);
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect(file.text).toMatch(/^%PDF-/);
    expect(file.text).toContain(withFile?.document['fileName']);
    expect(await lightyear(`/invoices/${ODD_LIGHTYEAR_IDS.bare}/download-url`)).toMatchObject({ status: 404 });
  });
});

describe('matches', () => {
  test('are the same from both sides', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'acme');
    const [match] = sandbox.world.acme.lightyear.matches;
    if (match === undefined) throw new Error('There are matches');
    const { invoice, order } = match;
    const ofInvoice = await lightyear(`/invoices/${invoice.documentId}/lines/${invoice.lineId}/matches`);
    const ofOrder = await lightyear(`/purchase-orders/${order.documentId}/lines/${order.lineId}/matches`);
    expect(ofInvoice.json).toMatchObject({
      matches: [{ documentID: order.documentId, type: 'CONFIRMED', lineItem: { id: order.lineId } }],
      continuationKey: null,
    });
    expect(ofOrder.json.matches).toContainEqual(
      expect.objectContaining({
        documentID: invoice.documentId,
        lineItem: expect.objectContaining({ id: invoice.lineId }),
      }),
    );
  });

  test('on a long line come in pages, and a key is only valid for its own line', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'curio');
    const account = sandbox.world.curio.lightyear;
    const path = `/invoices/${ODD_LIGHTYEAR_IDS.blanketOrder}/lines/0dd00000-0000-4000-a001-000000000006/matches`;
    const sizes: number[] = [];
    let key: string | null = '';
    while (key !== null) {
      const page = await lightyear(path + (key && `?continuationKey=${encodeURIComponent(key)}`));
      sizes.push(page.json.matches.length);
      key = page.json.continuationKey;
    }
    expect(sizes).toEqual([20, 20, 5]);
    const other = account.matches[0]?.invoice;
    const foreign = `/invoices/${other?.documentId}/lines/${other?.lineId}/matches?continuationKey=bm9wZUAyMA==`;
    expect(await lightyear(foreign)).toMatchObject({ status: 400 });
  });

  test('are empty for a line without matches, and not found for an unknown line', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'curio');
    const bare = `/invoices/${ODD_LIGHTYEAR_IDS.pointOneAndTwo}/lines`;
    expect((await lightyear(`${bare}/0dd00000-0000-4000-a001-000000000001/matches`)).json).toEqual({
      matches: [],
      continuationKey: null,
    });
    expect(await lightyear(`${bare}/${NOBODY}/matches`)).toMatchObject({ status: 404 });
    expect(await lightyear(`/purchase-orders/${NOBODY}/lines/${NOBODY}/matches`)).toMatchObject({ status: 404 });
  });
});

describe('import jobs of the sample world', () => {
  test('exist in every status', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'curio');
    const statuses = await Promise.all(
      Object.values(IMPORT_JOB_IDS).map(async (id) => (await lightyear(`/import-jobs/${id}`)).json.status),
    );
    expect(statuses).toEqual(['FINISHED', 'FAILED', 'IN_PROGRESS', 'IN_PROGRESS', 'PAUSED', undefined]);
    expect(await lightyear('/import-jobs/job-of-nobody')).toMatchObject({ status: 404 });
  });
});
