import { hash } from 'node:crypto';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { TrustedDocumentsConfig } from '../../../config/trusted-documents.ts';
import { BadUserInput, Forbidden, type GatewayError } from '../../../errors/catalogue.ts';

/** A document as a request names it: by its text or by its id. */
export interface NamedDocument {
  /** Empty if the request has only an id. */
  readonly query: string;
  readonly documentId?: string | undefined;
  /** True if the id is the hash of Apollo's persisted queries: the client sends the text if it is asked to. */
  readonly isPersistedQuery?: boolean;
}

/** The client only sent the hash of a query. Answered with 200, because Apollo's clients then send the query itself. */
export class PersistedQueryNotSupported extends BadUserInput {
  constructor() {
    // Clients look for exactly this text.
    super('PersistedQueryNotSupported');
  }
}

/** Each unknown document has a line in the log. Any client could otherwise fill the disk. */
const MAX_LOGGED = 100;

/** The documents of the manifest: the only ones that run, if the mode is `enforce`. */
export class TrustedDocuments {
  readonly #logger: Pick<Logger, 'warn'>;
  readonly #counter: Counter;
  #config: TrustedDocumentsConfig;
  #texts: ReadonlySet<string>;
  readonly #logged = new Set<string>();

  constructor(
    config: TrustedDocumentsConfig,
    { logger, registry }: { logger: Pick<Logger, 'warn'>; registry: Registry },
  ) {
    this.#config = config;
    this.#texts = new Set(config.documents.values());
    this.#logger = logger;
    this.#counter = new Counter({
      name: 'gateway_untrusted_documents_total',
      help: 'Operations whose document is not in the manifest of trusted documents, by what became of them',
      labelNames: ['outcome'],
      registers: [registry],
    });
  }

  /** Replaces the documents. Operations that run are not affected. */
  load(config: TrustedDocumentsConfig): void {
    this.#config = config;
    this.#texts = new Set(config.documents.values());
    this.#logged.clear();
  }

  /** The text of a document, or the reason to refuse it. */
  textOf({ query, documentId, isPersistedQuery = false }: NamedDocument): string | GatewayError {
    const { mode, documents } = this.#config;
    if (query === '' && documentId !== undefined) {
      const isAsked = isPersistedQuery && mode !== 'enforce';
      return documents.get(documentId) ?? (isAsked ? new PersistedQueryNotSupported() : unknownId(documentId, mode));
    }
    if (mode === 'off' || this.#texts.has(query)) return query;
    this.#counter.inc({ outcome: mode === 'enforce' ? 'refused' : 'executed' });
    if (mode === 'enforce') return new Forbidden(NOT_TRUSTED);
    this.#log(query);
    return query;
  }

  #log(query: string): void {
    if (this.#logged.size >= MAX_LOGGED) return;
    const documentHash = hash('sha256', query);
    if (this.#logged.has(documentHash)) return;
    this.#logged.add(documentHash);
    const [, operation = null] = /\b(?:query|mutation|subscription)\s+(\w{1,64})/.exec(query.slice(0, 1_000)) ?? [];
    this.#logger.warn({ operation, documentHash }, 'a document is not in the manifest of trusted documents');
  }
}

const NOT_TRUSTED =
  'The gateway runs only the documents of its manifest, and this one is not among them: ask the operator to add it';

function unknownId(documentId: string, mode: TrustedDocumentsConfig['mode']): GatewayError {
  const id = JSON.stringify(documentId.slice(0, 80));
  return new BadUserInput(
    mode === 'enforce'
      ? `The manifest of trusted documents has no document ${id}: ask the operator to add it`
      : `The gateway knows no document ${id}: send its text in \`query\``,
  );
}
