import type { IncomingMessage } from 'node:http';
import { isRecord } from '../../../domain/is-record.ts';
import { BadUserInput } from '../../../errors/catalogue.ts';
import { parseJsonText } from '../../http/reading/json-text.ts';
import { MethodNotAllowed, parametersOf } from '../../http/route.ts';
import type { OperationRequest } from './operation-parser.ts';
import type { NamedDocument } from './trusted-documents.ts';

/** Reads the operation in a parsed body. Throws BadUserInput if a parameter is missing or has another type. */
export function operationInBody(body: unknown): OperationRequest {
  if (Array.isArray(body)) throw new BadUserInput('The body is a list: send one operation per request');
  if (!isRecord(body)) throw new BadUserInput('The body has to be a JSON object with a `query`');
  const { query, documentId, operationName, variables, extensions } = body;
  if (!isAbsent(operationName) && typeof operationName !== 'string')
    throw new BadUserInput('`operationName` must be a string');
  if (!isAbsent(variables) && !isRecord(variables)) throw new BadUserInput('`variables` must be a JSON object');
  if (!isAbsent(extensions) && !isRecord(extensions)) throw new BadUserInput('`extensions` must be a JSON object');
  return { ...documentNamed(query, documentId, extensions), operationName, variables };
}

/** Reads the operation in a request's target. Throws BadUserInput as `operationInBody` does. */
export function operationInTarget(request: Pick<IncomingMessage, 'url'>): OperationRequest {
  const parameters = parametersOf(request);
  const json = (name: string): unknown => {
    const text = onlyOne(parameters, name);
    return text ? parseJsonText(text, `\`${name}\``) : undefined;
  };
  return operationInBody({
    query: onlyOne(parameters, 'query'),
    documentId: onlyOne(parameters, 'documentId'),
    operationName: onlyOne(parameters, 'operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

export function mutationWithGet(): MethodNotAllowed {
  return new MethodNotAllowed(
    'POST',
    'Mutations are not allowed with GET, which clients and proxies may repeat: send them with POST',
  );
}

function onlyOne(parameters: URLSearchParams, name: string): string | undefined {
  const [value, second] = parameters.getAll(name);
  if (second !== undefined) throw new BadUserInput(`The target has \`${name}\` more than once: send it once`);
  return value;
}

export const QUERY_AND_ID = 'The request has a `query` and a `documentId`: send one of them';

function documentNamed(
  query: unknown,
  documentId: unknown,
  extensions: Readonly<Record<string, unknown>> | null | undefined,
): NamedDocument {
  if (!isAbsent(query) && typeof query !== 'string')
    throw new BadUserInput('`query` must be a string: send the text of the operation');
  if (!isAbsent(documentId) && typeof documentId !== 'string') throw new BadUserInput('`documentId` must be a string');
  if (query && documentId) throw new BadUserInput(QUERY_AND_ID);
  if (query) return { query };
  if (documentId) return { query: '', documentId };
  const persisted = extensions?.['persistedQuery'];
  if (isRecord(persisted)) return { query: '', documentId: String(persisted['sha256Hash']), isPersistedQuery: true };
  throw new BadUserInput('The request has no `query`: send the operation as a string in `query`');
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
