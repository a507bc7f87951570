import type { IncomingMessage } from 'node:http';
import { BadUserInput } from '../../errors/catalogue.ts';
import { checkEncoding } from '../http/json-body.ts';

/** True where the body comes in the parts of a form. */
export function isMultipart({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const type = headers['content-type'];
  return type !== undefined && /^multipart\/form-data *(?:;|$)/i.test(type);
}

/** What is wrong with a multipart request before its body is looked at: throws BadUserInput. */
export function checkHeaders({ headers }: Pick<IncomingMessage, 'headers'>): void {
  if (!PREFLIGHT_HEADERS.some((name) => headers[name])) throw new BadUserInput(NO_PREFLIGHT);
  checkEncoding(headers['content-encoding'] ?? 'identity');
}

/**
 * A form is the one POST that a browser sends to any site without asking that site first. With one of these headers it has
 * to ask; they are those of Apollo Server and of GraphQL Yoga.
 */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight'];

const NO_PREFLIGHT = `A multipart request needs one of these headers, with any value: ${PREFLIGHT_HEADERS.join(', ')}`;
