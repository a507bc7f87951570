import { describe, expect, test } from 'vitest';
import { bundle, gzipped } from './bundle.ts';

/** The peer dependencies of the package: not counted, as an application has them anyway. */
const PEERS = [/^@apollo\/client($|\/)/, /^graphql($|\/)/, /^graphql-ws$/, /^react($|\/)/, /^rxjs($|\/)/];

async function sizeOf(code: string): Promise<number> {
  return gzipped(await bundle(code, { external: PEERS }));
}

describe('the package in a bundle', { timeout: 60_000 }, () => {
  test('adds less than 16 kB, gzipped, with all its exports', async () => {
    const size = await sizeOf(`
      export * from 'invoice-gateway-client';
      export * from 'invoice-gateway-client/react';
      export * from 'invoice-gateway-client/apollo';
    `);
    expect(size, 'bytes').toBeLessThan(16_000);
    expect(size, 'it is in the bundle at all').toBeGreaterThan(4_000);
  });

  test.each([
    [300, `export { CompaniesDocument } from 'invoice-gateway-client';`],
    [1_000, `export { InvoicesDocument } from 'invoice-gateway-client';`],
    [1_000, `export { useInvoicesQuery } from 'invoice-gateway-client/react';`],
    [1_100, `export { invoiceCacheConfig } from 'invoice-gateway-client/apollo';`],
    [6_500, `export { createInvoiceClient } from 'invoice-gateway-client/apollo';`],
    [4_000, `export { request } from 'invoice-gateway-client';`],
    [5_500, `export { follow, request } from 'invoice-gateway-client';`],
  ])('adds less than %i bytes if an application only imports: %s', async (most, code) => {
    expect(await sizeOf(code)).toBeLessThan(most);
  });

  test('does not add anything if it is imported and not used', async () => {
    const code = await bundle(
      `import 'invoice-gateway-client'; import 'invoice-gateway-client/react'; import 'invoice-gateway-client/apollo';`,
      { external: PEERS },
    );
    expect(code.replaceAll(/\s/g, '')).toBe('');
  });
});
