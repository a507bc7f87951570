import type { Config } from '../../config/config.ts';
import { type Limit, RateLimited } from '../../errors/catalogue.ts';
import { Quota } from '../../limits/quota.ts';
import { Bounded, type Held } from '../in-flight.ts';
import { sizeOfDocument } from './size-of-document.ts';
import { sizeOfJson } from './size-of-json.ts';

/** An operation as far as it is kept while it runs. */
export interface KeptOperation {
  readonly isSubscription: boolean;
  readonly query: string;
  /** Names the query's text. */
  readonly queryHash: string;
  readonly variables: unknown;
}

/** Signals, generators and promises of an operation. */
const OPERATION_BYTES = 1_024;

/** What callers may keep open: connections that stay, subscriptions, and the bytes of what their operations hold. */
export class LiveQuotas {
  readonly #maxSubscriptions: number;
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
      tooMuch: 'too many texts and variables of operations',
      unit: 'bytes',
      portion: 'a quarter',
    });
  }

  get retainedBytes(): number {
    return this.#retained.taken;
  }

  /** For a WebSocket or a stream of events. Throws RateLimited. */
  holdConnection(caller: string): Disposable {
    return this.#holdOne(this.#connections, caller, 'live connections');
  }

  /** For as long as the operation runs. Throws RateLimited or Overloaded. */
  holdOperation(caller: string, operation: KeptOperation): Disposable {
    using held = new DisposableStack();
    if (operation.isSubscription) held.use(this.#holdOne(this.#subscriptions, caller, 'subscriptions'));
    held.use(
      this.#retained.hold(caller, OPERATION_BYTES + 2 * operation.query.length + sizeOfJson(operation.variables)),
    );
    held.use(this.#holdDocument(caller, operation));
    return held.move();
  }

  /** Operations of the same text share what was parsed from it. */
  #holdDocument(caller: string, { query, queryHash }: KeptOperation): Disposable {
    const key = `${queryHash} ${caller}`;
    const document = this.#documents.get(key) ?? {
      held: this.#retained.hold(caller, sizeOfDocument(query)),
      operations: 0,
    };
    document.operations += 1;
    this.#documents.set(key, document);
    return {
      [Symbol.dispose]: () => {
        document.operations -= 1;
        if (document.operations > 0) return;
        this.#documents.delete(key);
        document.held[Symbol.dispose]();
      },
    };
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

const MAX_SUBSCRIPTIONS: Limit = 'maxSubscriptions';

interface KeptDocument {
  readonly held: Held;
  operations: number;
}
