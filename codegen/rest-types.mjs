import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * A graphql-codegen plugin that writes the types of one REST contract, so that one command and one file (codegen.yml)
 * produce all generated code. It is plain JavaScript because codegen loads plugins itself.
 */
export async function plugin(_schema, _documents, { contract }) {
  const ast = await openapiTS(await readFile(contract, 'utf8'), { alphabetize: false, immutable: true });
  return astToString(ast);
}
