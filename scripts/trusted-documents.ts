import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { InMemoryCache } from '@apollo/client';
import { type DocumentNode, Kind, type OperationDefinitionNode, print } from 'graphql';

// Writes the manifest of the client package: each of its operations as `request()` sends it, and as Apollo Client does, with
// `__typename` in each selection. It has the form of the manifests that Apollo's tools write.

const DIST = new URL('../client/dist/', import.meta.url);

const exported: object = await import(new URL('index.js', DIST).href);
const cache = new InMemoryCache();
const operations = Object.values(exported)
  .filter(isDocument)
  .flatMap((document) => {
    const main = document.definitions.find(isOperation);
    if (main === undefined) return [];
    const bodies = new Set([document, cache.transformDocument(document)].map(print));
    return [...bodies].map((body) => ({
      ...{ id: createHash('sha256').update(body).digest('hex'), name: main.name?.value ?? null },
      ...{ type: main.operation, body },
    }));
  });
const manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
writeFileSync(new URL('trusted-documents.json', DIST), `${JSON.stringify(manifest, null, 1)}\n`);

function isDocument(value: unknown): value is DocumentNode {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === Kind.DOCUMENT;
}

function isOperation(definition: { readonly kind: string }): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}
