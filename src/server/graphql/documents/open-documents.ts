import type { DocumentStore } from '@apollo/server';
import type { OperationDefinitionNode } from 'graphql';
import { BadUserInput, type GatewayError } from '../../../errors/catalogue.ts';
import type { ParsedDocument } from './document-parser.ts';
import type { OperationParser, OperationRequest } from './operation-parser.ts';

/** A query with one or more faults. */
export class RefusedQuery extends BadUserInput {
  readonly faults: readonly GatewayError[];

  constructor(faults: readonly GatewayError[]) {
    super('The query was refused');
    this.faults = faults;
  }
}

export interface OpenOperation extends Disposable {
  /** The text of its document. */
  readonly text: string;
  readonly queryHash: string;
  readonly operation: OperationDefinitionNode;
}

/**
 * The documents of the requests that Apollo Server is executing. Apollo Server finds them here and so neither parses
 * nor validates: it would do both without our limits, into a store that does not count the size of documents.
 */
export class OpenDocuments implements DocumentStore {
  readonly #parse: OperationParser;
  readonly #open = new Map<string, { readonly parsed: ParsedDocument; users: number }>();

  constructor(parse: OperationParser) {
    this.#parse = parse;
  }

  /**
   * Parses the operation of a request and holds its document for Apollo Server until it is disposed of. Throws
   * RefusedQuery.
   */
  open(request: OperationRequest): OpenOperation {
    const parsed = this.#parse(request);
    if (!('document' in parsed)) throw new RefusedQuery(parsed);
    const { queryHash, text, operation } = parsed;
    const entry = this.#open.get(queryHash) ?? { parsed, users: 0 };
    entry.users += 1;
    this.#open.set(queryHash, entry);
    return {
      ...{ text, queryHash, operation },
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
