import { describe, expect, test } from 'vitest';
import { bundle, gzipped } from './bundle.ts';

/** The peer dependencies of the package: not counted, as an application has them anyway. */
const PEERS = [/^@apollo\/client($|\/)/, /^graphql($|\/)/, /^graphql-ws$/, /^react($|\/)/, /^rxjs($|\/)/];

async function sizeOf(code: string): Promise<number> {
  return gzipped(await bundle(code, { external: PEERS }));
}

describe('the package in a bundle', { timeout: 60_000 }, () => {
  test('adds less than 15 kB, gzipped, with all its exports', async () => {
    const size = await sizeOf(`
      export * from 'invoice-gateway-client';
      export * from 'invoice-gateway-client/hooks';
      export * from 'invoice-gateway-client/links';
    `);
    expect(size, 'bytes').toBeLessThan(15_000);
    expect(size, 'it is in the bundle at all').toBeGreaterThan(4_000);
  });

  test.each([
    [300, `export { CompaniesDocument } from 'invoice-gateway-client';`],
    [1_000, `export { InvoicesDocument } from 'invoice-gateway-client';`],
    [1_000, `export { useInvoicesQuery } from 'invoice-gateway-client/hooks';`],
    [1_000, `export { invoiceCacheConfig } from 'invoice-gateway-client';`],
    [4_000, `export { createInvoiceClient } from 'invoice-gateway-client/links';`],
  ])('adds less than %i bytes if an application only imports: %s', async (most, code) => {
    expect(await sizeOf(code)).toBeLessThan(most);
  });

  test('does not add anything if it is imported and not used', async () => {
    const code = await bundle(
      `import 'invoice-gateway-client'; import 'invoice-gateway-client/hooks'; import 'invoice-gateway-client/links';`,
      { external: PEERS },
    );
    expect(code.replaceAll(/\s/g, '')).toBe('');
  });
});
