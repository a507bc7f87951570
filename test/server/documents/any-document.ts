import type { NamedDocument } from '../../../src/server/graphql/documents/trusted-documents.ts';

/** Trusts each document that a request has as text. */
export const ANY_DOCUMENT = { textOf: ({ query }: NamedDocument): string => query };
