import type { IncomingMessage } from 'node:http';
import type { DocumentStore } from '@apollo/server';
import { BadUserInput } from '../../../errors/catalogue.ts';
import { searchOf } from '../../http/route.ts';
import type { DocumentParser, ParsedDocument } from './document-parser.ts';

/** A query with one or more faults. */
export class RefusedQuery extends BadUserInput {
  readonly faults: readonly BadUserInput[];

  constructor(faults: readonly BadUserInput[]) {
    super('The query was refused');
    this.faults = faults;
  }
}

export interface OpenDocument extends Disposable {
  readonly document: ParsedDocument['document'] | undefined;
}

/**
 * The documents of the requests that Apollo Server is executing. Apollo Server finds them here and so neither parses
 * nor validates: it would do both without our limits, into a store that does not count the size of documents.
 */
export class OpenDocuments implements DocumentStore {
  readonly #parse: DocumentParser;
  readonly #open = new Map<string, { readonly parsed: ParsedDocument; users: number }>();

  constructor(parse: DocumentParser) {
    this.#parse = parse;
  }

  /**
   * Parses the query of a request and holds its document for Apollo Server until it is disposed of. Throws
   * RefusedQuery.
   */
  open(query: string | undefined): OpenDocument {
    if (query === undefined) return NONE;
    const parsed = this.#parse(query);
    if (!('document' in parsed)) throw new RefusedQuery(parsed);
    const { queryHash } = parsed;
    const entry = this.#open.get(queryHash) ?? { parsed, users: 0 };
    entry.users += 1;
    this.#open.set(queryHash, entry);
    return {
      document: parsed.document,
      [Symbol.dispose]: () => {
        entry.users -= 1;
        if (entry.users === 0) this.#open.delete(queryHash);
      },
    };
  }

  /** `key` is the schema's hash and a colon, then the query's hash. */
  async get(key: string): Promise<ParsedDocument['document'] | undefined> {
    return this.#open.get(key.slice(key.lastIndexOf(':') + 1))?.parsed.document;
  }

  async set(): Promise<void> {}

  async delete(): Promise<void> {}
}

/** For a request whose form Apollo Server refuses. */
const NONE: OpenDocument = { document: undefined, [Symbol.dispose]: () => {} };

/**
 * Returns the query in a request's target or body. Returns undefined if the request is malformed, so that Apollo Server
 * never reads the query: its own error describes the fault best.
 */
export function queryIn(request: Pick<IncomingMessage, 'method' | 'url'>, body: unknown): string | undefined {
  const query = request.method === 'GET' ? queryInTarget(request) : queryInBody(body);
  return typeof query === 'string' && query !== '' ? query : undefined;
}

function queryInTarget(request: Pick<IncomingMessage, 'url'>): string | undefined {
  const [query, second] = new URLSearchParams(searchOf(request)).getAll('query');
  return second === undefined ? query : undefined;
}

function queryInBody(body: unknown): unknown {
  if (!isRecord(body)) return undefined;
  const { query, variables, extensions, operationName } = body;
  const isWellFormed = isRecordOrAbsent(variables) && isRecordOrAbsent(extensions) && isTextOrAbsent(operationName);
  return isWellFormed ? query : undefined;
}

function isRecordOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || isRecord(value);
}

function isTextOrAbsent(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
