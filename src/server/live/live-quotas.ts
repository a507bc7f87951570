import type { DocumentNode } from 'graphql';
import type { Config } from '../../config/config.ts';
import { type Limit, RateLimited } from '../../errors/catalogue.ts';
import { Quota } from '../../limits/quota.ts';
import { documentSize } from '../graphql/documents/document-size.ts';
import { Bounded, type Held } from '../graphql/in-flight.ts';
import { sizeOfJson } from './size-of-json.ts';

/** The parts of an operation that stay in memory while it runs. */
export interface KeptOperation {
  readonly isSubscription: boolean;
  readonly document: DocumentNode;
  readonly query: string;
  /** A hash of the query's text. */
  readonly queryHash: string;
  readonly variables: unknown;
}

/** The memory of an operation's signals, generators and promises. */
const OPERATION_BYTES = 1_024;

/** Bounds what callers keep open: live connections, subscriptions, and the memory of their operations. */
export class LiveQuotas {
  #maxSubscriptions: number;
  readonly #connections: Quota;
  readonly #subscriptions: Quota;
  readonly #retained: Bounded;
  readonly #documents = new Map<string, KeptDocument>();

  constructor(limits: Pick<Config['limits'], 'maxSubscriptions' | 'maxRetainedBytes'>) {
    const { maxSubscriptions, maxRetainedBytes } = limits;
    this.#maxSubscriptions = maxSubscriptions;
    this.#connections = new Quota(Number.POSITIVE_INFINITY, maxSubscriptions);
    this.#subscriptions = new Quota(Number.POSITIVE_INFINITY, maxSubscriptions);
    this.#retained = new Bounded(maxRetainedBytes, Math.max(1, Math.floor(maxRetainedBytes / 4)), {
      limit: 'maxRetainedBytes',
      tooMuch: 'too many bytes of documents and variables',
      unit: 'bytes',
      portion: 'a quarter',
    });
  }

  /** Bounds what is opened from now on. */
  load({ maxSubscriptions }: Pick<Config['limits'], 'maxSubscriptions'>): void {
    this.#maxSubscriptions = maxSubscriptions;
    this.#connections.resize(Number.POSITIVE_INFINITY, maxSubscriptions);
    this.#subscriptions.resize(Number.POSITIVE_INFINITY, maxSubscriptions);
  }

  get retainedBytes(): number {
    return this.#retained.taken;
  }

  /** Holds a WebSocket or an event stream. Throws RateLimited. */
  holdConnection(caller: string): Disposable {
    return this.#holdOne(this.#connections, caller, 'live connections');
  }

  /** Holds the memory of an operation while it runs. Throws RateLimited or Overloaded. */
  holdOperation(caller: string, operation: KeptOperation): Disposable {
    const subscription = operation.isSubscription
      ? this.#holdOne(this.#subscriptions, caller, 'subscriptions')
      : undefined;
    let held: Held | undefined;
    try {
      const bytes = OPERATION_BYTES + 2 * operation.query.length + sizeOfJson(operation.variables);
      held = this.#retained.hold(caller, bytes);
      return new HeldOperation(subscription, held, this.#holdDocument(caller, operation));
    } catch (error) {
      held?.[Symbol.dispose]();
      subscription?.[Symbol.dispose]();
      throw error;
    }
  }

  /** Operations with the same text share the parsed document. */
  #holdDocument(caller: string, { document: parsed, query, queryHash }: KeptOperation): KeptDocument {
    const key = `${queryHash} ${caller}`;
    const known = this.#documents.get(key);
    if (known !== undefined) return known.enter();
    const held = this.#retained.hold(caller, documentSize(parsed, query));
    const document = new KeptDocument(held, () => this.#documents.delete(key));
    this.#documents.set(key, document);
    return document.enter();
  }

  #holdOne(quota: Quota, caller: string, things: string): Disposable {
    const share = quota.take(caller, 1);
    if (typeof share !== 'string') return share;
    const max = this.#maxSubscriptions.toLocaleString('en');
    throw new RateLimited(
      MAX_SUBSCRIPTIONS,
      `This caller has ${max} ${things} open; \`limits.maxSubscriptions\` is ${max}: close some, or try again later`,
    );
  }
}

/** A DisposableStack for each subscription would take several times the memory. */
class HeldOperation implements Disposable {
  readonly #subscription: Disposable | undefined;
  readonly #held: Held;
  readonly #document: KeptDocument;

  constructor(subscription: Disposable | undefined, held: Held, document: KeptDocument) {
    this.#subscription = subscription;
    this.#held = held;
    this.#document = document;
  }

  [Symbol.dispose](): void {
    this.#subscription?.[Symbol.dispose]();
    this.#held[Symbol.dispose]();
    this.#document.leave();
  }
}

class KeptDocument {
  readonly #held: Held;
  readonly #onEmpty: () => void;
  #operations = 0;

  constructor(held: Held, onEmpty: () => void) {
    this.#held = held;
    this.#onEmpty = onEmpty;
  }

  enter(): this {
    this.#operations += 1;
    return this;
  }

  leave(): void {
    this.#operations -= 1;
    if (this.#operations > 0) return;
    this.#onEmpty();
    this.#held[Symbol.dispose]();
  }
}

const MAX_SUBSCRIPTIONS: Limit = 'maxSubscriptions';
