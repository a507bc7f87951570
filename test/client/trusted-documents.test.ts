import { fileURLToPath } from 'node:url';
import { gql, type TypedDocumentNode } from '@apollo/client';
import { BackendsDocument, CompaniesDocument, InvoicesDocument, request, ViewerDocument } from 'invoice-gateway-client';
import { createInvoiceClient } from 'invoice-gateway-client/apollo';
import { expect, test } from 'vitest';
import { startWorld, tokenOf } from '../end-to-end/world.ts';

const MANIFEST = fileURLToPath(import.meta.resolve('invoice-gateway-client/trusted-documents.json'));
const DOCUMENTS = [BackendsDocument, CompaniesDocument, InvoicesDocument, ViewerDocument] as readonly TypedDocumentNode<
  object,
  object
>[];

test('a gateway that enforces the manifest of the package runs its operations, and no others', async () => {
  await using world = await startWorld({ config: { trustedDocuments: { manifest: MANIFEST, mode: 'enforce' } } });
  const url = new URL('graphql', world.url).href;
  const endpoint = { url, token: () => tokenOf('sandbox') };
  const client = createInvoiceClient(endpoint);
  for (const document of DOCUMENTS) {
    await request(endpoint, document, {});
    expect((await client.query({ query: document, variables: {} })).error).toBeUndefined();
  }
  await expect(request(endpoint, '{ companies { name } }', {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  const query = gql('{ companies { name } }');
  await expect(client.query({ query, fetchPolicy: 'network-only' })).rejects.toThrow('manifest');
  client.stop();
});
