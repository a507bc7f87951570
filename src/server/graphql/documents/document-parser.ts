import { hash } from 'node:crypto';
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLSchema,
  Kind,
  parse,
  Source,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { amount } from '../../../errors/amount.ts';
import { type BadUserInput, InvalidQuery, LimitExceeded } from '../../../errors/catalogue.ts';
import { type DocumentLimits, documentFault } from './document-limits.ts';
import { documentSize } from './document-size.ts';
import { type TextLimits, textFault } from './text-limits.ts';
import { validateDocument } from './validate-document.ts';

/** A query that is valid against the schema, and within the limits that can be checked without its variables. */
export interface ParsedDocument {
  readonly document: DocumentNode;
  /** SHA-256 of the text. Apollo Server computes the same. */
  readonly queryHash: string;
}

/** Returns the faults instead of throwing them: a syntax error, an exceeded limit, or violations of the schema. */
export type DocumentParser = (query: string) => ParsedDocument | readonly BadUserInput[];

/** Size of the cache of parsed documents. Many clients send the same few texts. */
const MAX_BYTES = 67_108_864;

/**
 * Creates the parser that all transports share. Each step is bounded by the step before it, because none can be
 * interrupted.
 */
export function createDocumentParser(
  schema: GraphQLSchema,
  limits: TextLimits & DocumentLimits,
  maxBytes = MAX_BYTES,
): DocumentParser {
  const parsed = new LRUCache<string, ParsedDocument>({
    maxSize: maxBytes,
    sizeCalculation: ({ document }, query) => documentSize(document, query),
  });

  // A text with a fault is not cached: a client that sends new ones would evict the documents of others.
  return (query) => {
    const known = parsed.get(query);
    if (known !== undefined) return known;
    const checked = check(query);
    if ('document' in checked) parsed.set(query, checked);
    return checked;
  };

  function check(query: string): ReturnType<DocumentParser> {
    const ofText = textFault(query, limits);
    if (ofText !== undefined) return [ofText];
    const source = new Source(query);
    const document = parseSource(source, limits.maxTokens);
    if (!('kind' in document)) return [document];
    const fragments = fragmentsIn(document);
    const ofDocument = documentFault(document, fragments, limits);
    if (ofDocument !== undefined) return [ofDocument];
    const faults = validateDocument(schema, document, fragments, source);
    return faults.length > 0 ? faults : { document, queryHash: hash('sha256', query) };
  }
}

function parseSource(source: Source, maxTokens: number): DocumentNode | BadUserInput {
  try {
    return parse(source, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (!TOO_MANY_TOKENS.test(error.message)) return new InvalidQuery(error.message, error.locations);
    const limit = amount(maxTokens);
    return new LimitExceeded(
      'maxTokens',
      `The query has more than ${limit} tokens; \`limits.maxTokens\` is ${limit}: pass its values as variables, or send several operations`,
    );
  }
}

export function fragmentsIn({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  return new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
}

/** graphql-js's message for a text with too many tokens. */
const TOO_MANY_TOKENS = /^(?:Syntax Error: )?Document contains more tha[nt] \d+ tokens/;
