import type { GraphQLResolveInfo } from 'graphql';
import { amount } from '../errors/amount.ts';
import {
  BackendTimeout,
  BackendUnavailable,
  type GatewayError,
  LimitExceeded,
  Overloaded,
  RateLimited,
} from '../errors/catalogue.ts';
import type { Pacer } from '../limits/pacer.ts';
import { type Quota, Share } from '../limits/quota.ts';
import { LEFT_OUT } from './bound-errors.ts';

/** The caller of an operation, and the ways to end it from outside and from inside. */
export interface RunScope {
  /** The caller's name. */
  readonly owner: string;
  /** Aborted when the result is no longer wanted. */
  readonly signal?: AbortSignal;
  /** Ends the operation's calls in flight. */
  readonly abort?: (reason: GatewayError) => void;
}

export interface RunLimits {
  readonly maxFields: number;
  /** Fields of all results in progress. */
  readonly fields: Quota;
  readonly pacer: Pacer;
}

/**
 * Fields are taken from the quota in portions of this size. The first portion is free, so small results cost nothing.
 */
const PORTION = 1_000;
/** Budget for locating errors in the query, in a unit that is proportional to the cost of locating one. */
const LOCATING_BUDGET = 20_000;
const CHARACTERS_PER_UNIT = 1_000;

/**
 * One execution of an operation: counts the fields that it produces, and ends it when there are too many. Errors beyond
 * those that an answer shows are kept cheap: graphql-js reads the query's text once for each error.
 */
export class MeteredRun implements Disposable {
  readonly owner: string;
  readonly pacer: Pacer;
  readonly #scope: RunScope;
  readonly #limits: RunLimits;
  readonly #share: Share;
  readonly #isMutation: boolean;
  readonly #end = Promise.withResolvers<undefined>();
  #fields = 0;
  #reserved = PORTION;
  #locatingCost = 0;
  #ended: GatewayError | undefined;
  #stopListening: (() => void) | undefined;

  constructor(scope: RunScope, limits: RunLimits, isMutation: boolean) {
    this.owner = scope.owner;
    this.pacer = limits.pacer;
    this.#scope = scope;
    this.#limits = limits;
    this.#share = new Share(limits.fields, scope.owner);
    this.#isMutation = isMutation;
  }

  /** The reason why the run was ended without a result. */
  get ended(): GatewayError | undefined {
    return this.#ended;
  }

  /** True if its result will not be used. */
  get isOver(): boolean {
    return this.#ended !== undefined;
  }

  /** Resolves when the run is ended early. A mutation is not: its client would not know how much of it was done. */
  get end(): Promise<undefined> {
    return this.#end.promise;
  }

  /**
   * Counts fields that are about to be produced. Throws if there are too many. The fields of a mutation are not
   * refused: they report what it has already done, and their number was estimated before.
   */
  produce(fields: number): void {
    if (this.#isMutation) return;
    if (this.#ended !== undefined) throw this.#ended;
    this.#fields += fields;
    if (this.#fields > this.#limits.maxFields) throw this.#endWith(tooManyFields(this.#limits.maxFields));
    if (this.#fields <= this.#reserved) return;
    const portion = Math.max(PORTION, this.#fields - this.#reserved);
    const refused = this.#share.grow(portion);
    if (refused !== undefined) throw this.#endWith(noRoomForFields(refused));
    this.#reserved += portion;
  }

  /** Resets the count: the operation is executed again from its start. */
  startOver(): void {
    this.#fields = 0;
  }

  /** Throws if the run has been ended, or if its caller no longer waits for the result. */
  check(): void {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#isDeserted) throw this.#scope.signal?.reason;
  }

  /** From now on, the run ends when its caller disconnects: too much work is left to do it without a reader. */
  endWithCaller(): void {
    const { signal } = this.#scope;
    if (signal === undefined || this.#stopListening !== undefined) return;
    const leave = (): void => {
      if (this.#isDeserted) this.#endWith(new BackendUnavailable('The caller hung up'));
    };
    signal.addEventListener('abort', leave);
    this.#stopListening = () => signal.removeEventListener('abort', leave);
    leave();
  }

  /** False for an operation that timed out, which still returns what it has read, and for a mutation. */
  get #isDeserted(): boolean {
    const { signal } = this.#scope;
    return signal?.aborted === true && !this.#isMutation && !(signal.reason instanceof BackendTimeout);
  }

  /** The error to hand to graphql-js for an error that a resolver threw. */
  errorAt(thrown: unknown, { fieldNodes }: Pick<GraphQLResolveInfo, 'fieldNodes'>): unknown {
    const characters = fieldNodes[0]?.loc?.source.body.length ?? 0;
    this.#locatingCost += fieldNodes.length + characters / CHARACTERS_PER_UNIT;
    return this.#ended === undefined && this.#locatingCost <= LOCATING_BUDGET ? thrown : LEFT_OUT;
  }

  /** Returns the run's share of the quota. */
  [Symbol.dispose](): void {
    this.#stopListening?.();
    this.#share[Symbol.dispose]();
  }

  #endWith(reason: GatewayError): GatewayError {
    this.#ended = reason;
    if (this.#isMutation) return reason;
    this.#end.resolve(undefined);
    this.#scope.abort?.(reason);
    return reason;
  }
}

function tooManyFields(limit: number): LimitExceeded {
  return new LimitExceeded(
    'maxFields',
    `The answer has more than ${amount(limit)} fields, which is \`limits.maxFields\`: ask for fewer documents at once, or select less of each`,
  );
}

function noRoomForFields(whose: 'OWNER' | 'TOTAL'): GatewayError {
  if (whose === 'OWNER')
    return new RateLimited(
      'maxFields',
      'Your operations in flight produce more fields than one caller may have in memory, a multiple of `limits.maxFields`: send fewer of them at once',
    );
  return new Overloaded(
    'maxFields',
    'All operations in flight produce more fields than the gateway has room for, a multiple of `limits.maxFields`: try again in a moment',
  );
}
