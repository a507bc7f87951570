import { describe, expect, test } from 'vitest';
import { ODD_IVESK_IDS, SISTER_COMPANY_CODE } from '../../sandbox/world/ivesk/odd-documents.ts';
import { postJson, signIn, startAtNow } from './sources.ts';

const OWN_CODE = '302320411';
const RIGHT = { documentid: ODD_IVESK_IDS.bare, companycode: OWN_CODE, message: 'Nėra "tokios"\nsąskaitos' };

async function startReporting() {
  const sandbox = await startAtNow();
  const { ivesk } = await signIn(sandbox, 'curio');
  const report = (body: unknown) => ivesk('/syncerrors', postJson(body));
  const { syncErrors } = sandbox.world.curio.ivesk;
  return { sandbox, ivesk, report, syncErrors, [Symbol.asyncDispose]: sandbox[Symbol.asyncDispose] };
}

describe('a sync error', () => {
  test('is stored unchanged, each time that it is sent', async () => {
    await using world = await startReporting();
    expect(await world.report(RIGHT)).toMatchObject({ status: 200, json: {} });
    const other = { ...RIGHT, documentid: RIGHT.documentid.toUpperCase(), message: 'Again' };
    expect(await world.report(other)).toMatchObject({ status: 200 });
    expect(world.syncErrors).toEqual([RIGHT, other]);
  });

  test("is only accepted with the document's own company code", async () => {
    await using world = await startReporting();
    const { sisterCompany } = ODD_IVESK_IDS;
    const right = { ...RIGHT, documentid: sisterCompany, companycode: SISTER_COMPANY_CODE };
    expect(await world.report(right)).toMatchObject({ status: 200 });
    expect(await world.report({ ...right, companycode: OWN_CODE })).toMatchObject({ status: 404 });
    expect(await world.report({ ...RIGHT, companycode: SISTER_COMPANY_CODE })).toMatchObject({ status: 404 });
    expect(world.syncErrors).toEqual([right]);
  });

  test('is not found for an unknown document or one of another account', async () => {
    await using world = await startReporting();
    const [other] = world.sandbox.world.borealis.ivesk.digitized();
    for (const documentid of ['00000000-0000-4000-a000-000000000000', other?.id]) {
      expect(await world.report({ ...RIGHT, documentid })).toMatchObject({ status: 404 });
    }
    expect(world.syncErrors).toEqual([]);
  });

  test.each(['documentid', 'companycode', 'message'])('needs a %s that is a string and is not blank', async (name) => {
    await using world = await startReporting();
    for (const value of [undefined, null, '', '  ', 7, ['x']]) {
      const reply = await world.report({ ...RIGHT, [name]: value });
      expect(reply).toMatchObject({ status: 400, json: { message: expect.stringContaining(name) } });
    }
    expect(world.syncErrors).toEqual([]);
  });

  test('has to be JSON without other fields', async () => {
    await using world = await startReporting();
    expect(await world.report({ ...RIGHT, documentId: 'x' })).toMatchObject({
      status: 400,
      json: { message: expect.stringContaining('documentId') },
    });
    const wrong = [
      { method: 'POST' },
      { ...postJson(RIGHT), headers: { 'content-type': 'text/plain' } },
      { ...postJson(RIGHT), body: 'null' },
      { ...postJson(RIGHT), body: '{"documentid"' },
    ];
    for (const init of wrong) expect(await world.ivesk('/syncerrors', init)).toMatchObject({ status: 400 });
    expect(world.syncErrors).toEqual([]);
  });
});

describe('a subscription', () => {
  test('is accepted for the two kinds of event', async () => {
    await using world = await startReporting();
    const target = 'https://gateway.example.com/hook?secret=a%26b';
    const body = { name: 'gateway', eventType: 'on_digitized', target };
    expect(await world.ivesk('/subscriptions', postJson(body))).toMatchObject({ status: 200, text: '' });
    for (const wrong of [{ eventType: 'on_lunch' }, { target: 'here' }, { name: '' }, { secret: 'x' }]) {
      expect(await world.ivesk('/subscriptions', postJson({ ...body, ...wrong }))).toMatchObject({ status: 400 });
    }
    expect(world.sandbox.world.curio.ivesk.subscriptions).toEqual([body]);
  });
});
