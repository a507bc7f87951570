import { describe, expect, test } from 'vitest';
import { postJson, signIn, startAtNow } from './sources.ts';

const NOBODY = '00000000-0000-4000-a000-000000000000';
const REASON = { reason: 'No such account' };

/** Acme, two invoices of its exportable list, and how to end an export. */
async function startExporting() {
  const sandbox = await startAtNow();
  const account = sandbox.world.acme.lightyear;
  const [first, second] = account.exportableAfter(0).map(({ id }) => id);
  const { lightyear } = await signIn(sandbox, 'acme');
  const write = (id: string | undefined, call: string, body?: unknown) =>
    lightyear(`/invoices/${id}/${call}`, body === undefined ? { method: 'POST' } : postJson(body));
  const complete = (id: string | undefined) => write(id, 'complete');
  const reject = (id: string | undefined, body: unknown = REASON) => write(id, 'reject', body);
  return { account, lightyear, complete, reject, first, second, [Symbol.asyncDispose]: sandbox[Symbol.asyncDispose] };
}

describe('ending an export', () => {
  test.each([
    ['complete', 'complete'],
    ['complete', 'reject'],
    ['reject', 'complete'],
    ['reject', 'reject'],
  ] as const)('with %s and then with %s is a conflict, and the first one remains', async (one, other) => {
    await using world = await startExporting();
    expect(await world[one](world.first)).toMatchObject({ status: 204, text: '' });
    expect(await world[other](world.first)).toMatchObject({ status: 409, json: { message: expect.any(String) } });
    const rejectedFor = one === 'reject' ? REASON.reason : undefined;
    expect([...world.account.settled]).toEqual([[world.first, { rejectedFor }]]);
  });

  test('removes only that invoice from the list, and it can still be read', async () => {
    await using world = await startExporting();
    const before = await world.lightyear('/invoices/exportable');
    await world.complete(world.first);
    await world.reject(world.second);
    const after = await world.lightyear('/invoices/exportable');
    expect(after.json.items.slice(0, 98)).toEqual(before.json.items.slice(2));
    expect(await world.lightyear(`/invoices/${world.first}`)).toMatchObject({ status: 200 });
    expect(await world.complete(world.second?.toUpperCase())).toMatchObject({ status: 409 });
  });

  test('is not found for an unknown invoice or one of another company, which stays unchanged', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'borealis');
    const acmes = sandbox.world.acme.lightyear.invoices[0]?.id;
    for (const id of [NOBODY, acmes]) {
      expect(await lightyear(`/invoices/${id}/complete`, { method: 'POST' })).toMatchObject({ status: 404 });
      expect(await lightyear(`/invoices/${id}/reject`, postJson(REASON))).toMatchObject({ status: 404 });
    }
    expect(sandbox.world.acme.lightyear.settled.size).toBe(0);
  });

  test.each([
    ['no body', { method: 'POST' }],
    ['no reason', postJson({})],
    ['an empty reason', postJson({ reason: '' })],
    ['a blank reason', postJson({ reason: ' \n' })],
    ['a reason that is no string', postJson({ reason: 7 })],
    ['a reason that is null', postJson({ reason: null })],
    ['another field', postJson({ ...REASON, message: 'more' })],
    ['an array', postJson([REASON])],
    ['no JSON', { ...postJson({}), body: '{"reason":' }],
    ['a form', { ...postJson(REASON), headers: { 'content-type': 'application/x-www-form-urlencoded' } }],
  ] as const)('with %s is a bad request, and the invoice stays in the list', async (_, init) => {
    await using world = await startExporting();
    const reply = await world.lightyear(`/invoices/${world.first}/reject`, init);
    expect(reply).toMatchObject({ status: 400, json: { message: expect.any(String) } });
    expect(world.account.settled.size).toBe(0);
  });

  test('keeps a reason in any script unchanged', async () => {
    await using world = await startExporting();
    const reason = 'Nėra sąskaitos "2410"\n→ 🧾';
    expect(await world.reject(world.first, { reason })).toMatchObject({ status: 204 });
    expect(world.account.settled.get(String(world.first))).toEqual({ rejectedFor: reason });
  });
});
