import { describe, expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/start.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { ask, NOW, signIn, startAtNow } from './sources.ts';

function portOf(url: string) {
  return Number(new URL(url).port);
}

async function isRefused(url: string) {
  const [result] = await Promise.allSettled([ask(url)]);
  return result?.status === 'rejected' && result.reason.cause?.code === 'ECONNREFUSED';
}

describe('a sandbox', () => {
  test('creates a configuration in the form that the gateway reads', async () => {
    await using sandbox = await startAtNow();
    const config = parseConfig(sandbox.gatewayConfig());
    expect(config.companies).toMatchObject([
      {
        id: 'acme',
        accounts: {
          LIGHTYEAR: { baseUrl: sandbox.lightyear.url, tokenUrl: `${sandbox.lightyear.url}/oauth2/token` },
          IVESK: { baseUrl: sandbox.ivesk.url },
          V6: { baseUrl: sandbox.v6.url, currency: 'AUD' },
        },
      },
      { id: 'borealis', accounts: { LIGHTYEAR: {}, IVESK: {}, V6: { currency: 'EUR' } } },
      { id: 'curio', accounts: { LIGHTYEAR: {}, IVESK: {}, V6: { currency: 'AUD' } } },
    ]);
    expect(config.callers).toEqual([
      { name: 'sandbox', token: ['sandbox-token-not-a-secret'], companies: ['acme', 'borealis'], scopes: '*' },
      { name: 'acme', token: ['acme-token-not-a-secret'], companies: ['acme'], scopes: '*' },
      { name: 'borealis', token: ['borealis-token-not-a-secret'], companies: ['borealis'], scopes: '*' },
      { name: 'auditor', token: ['auditor-token-not-a-secret'], companies: '*', scopes: '*' },
      {
        name: 'reader',
        token: ['reader-token-not-a-secret'],
        companies: ['acme', 'borealis'],
        scopes: ['invoices:read'],
      },
    ]);
  });

  test('listens on the loopback interface until it is disposed of', async () => {
    const sandbox = await startAtNow();
    const { lightyear, ivesk, v6, s3 } = sandbox;
    const urls = [lightyear, ivesk, v6, s3].map(({ url }) => url);
    expect(urls.every((url) => url.startsWith('http://127.0.0.1:'))).toBe(true);
    expect(await Promise.all(urls.map(isRefused))).toEqual([false, false, false, false]);
    await sandbox[Symbol.asyncDispose]();
    expect(await Promise.all(urls.map(isRefused))).toEqual([true, true, true, true]);
  });

  test('that cannot listen on a port does not leave servers behind', async () => {
    await using first = await startAtNow();
    const free = await startAtNow();
    await free[Symbol.asyncDispose]();
    const ports = { s3: portOf(free.s3.url), lightyear: portOf(free.lightyear.url), v6: portOf(first.v6.url) };
    await expect(startSandbox({ now: NOW, ports })).rejects.toThrow(/EADDRINUSE/);
    expect([await isRefused(free.s3.url), await isRefused(free.lightyear.url)]).toEqual([true, true]);
  });

  test('does not share state with another one', async () => {
    await using one = await startAtNow();
    await using other = await startAtNow();
    const { lightyear } = await signIn(one, 'acme');
    await lightyear(`/invoices/${one.world.acme.lightyear.invoices[0]?.id}/complete`, { method: 'POST' });
    expect(one.world.acme.lightyear.settled.size).toBe(1);
    expect(other.world.acme.lightyear.settled.size).toBe(0);
    expect(other.lightyear.calls).toHaveLength(0);
  });
});

describe('a stand-in', () => {
  test('refuses connections while it is stopped, and has the same URL after a restart', async () => {
    await using sandbox = await startAtNow();
    const { v6 } = await signIn(sandbox, 'acme');
    await sandbox.v6.stop();
    expect(await isRefused(sandbox.v6.url)).toBe(true);
    await sandbox.v6.restart();
    expect(await v6('/ping')).toMatchObject({ status: 200 });
  });

  test('records each call with its company, including refused calls', async () => {
    await using sandbox = await startAtNow();
    const { lightyear } = await signIn(sandbox, 'borealis');
    sandbox.lightyear.calls.clear();
    await lightyear('/invoices/exportable?continuationKey=x');
    await ask(`${sandbox.lightyear.url}/import-jobs/job%20one`);
    await lightyear('/elsewhere');
    expect(sandbox.lightyear.calls).toMatchObject([
      {
        method: 'GET',
        path: '/invoices/exportable',
        query: { continuationKey: 'x' },
        operation: 'listExportableInvoiceIds',
        company: 'borealis',
        companyId: sandbox.world.borealis.lightyear.companyId,
        status: 400,
      },
      { path: '/import-jobs/job%20one', operation: 'getImportJob', company: undefined, status: 401 },
      { path: '/elsewhere', operation: undefined, company: 'borealis', status: 404 },
    ]);
    expect(sandbox.lightyear.calls.of('getImportJob')).toHaveLength(1);
  });
});
