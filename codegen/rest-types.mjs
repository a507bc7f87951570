import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

/**
 * A codegen plugin that writes the types of one REST contract, so that one command and one file (codegen.yml) make all
 * generated code. Codegen loads its plugins itself, hence plain JavaScript.
 */
export async function plugin(_schema, _documents, { contract }) {
  const ast = await openapiTS(await readFile(contract, 'utf8'), { alphabetize: false, immutable: true });
  return astToString(ast);
}
