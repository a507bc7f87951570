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

/** Who runs an operation, and how it is ended from outside and inside. */
export interface RunScope {
  /** The caller's name. */
  readonly owner: string;
  /** Aborted when the result is not wanted any more. */
  readonly signal?: AbortSignal;
  /** Ends what the operation has in flight. */
  readonly abort?: (reason: GatewayError) => void;
}

export interface RunLimits {
  readonly maxFields: number;
  /** Fields of all results that are being made. */
  readonly fields: Quota;
  readonly pacer: Pacer;
}

/** Fields are taken from the quota in portions of this size, and the first portion is free: small results cost nothing. */
const PORTION = 1_000;
/** How many errors get their place in the query, in a unit that follows what finding it costs. */
const LOCATING_BUDGET = 20_000;
const CHARACTERS_PER_UNIT = 1_000;

/**
 * One execution of an operation: counts the fields that it produces, and ends it when they are too many. Errors beyond
 * what an answer shows are made cheap: graphql-js reads the query's text once for each of them.
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

  /** Why there is not going to be a result. */
  get ended(): GatewayError | undefined {
    return this.#ended;
  }

  /** True if nobody will see what it produces. */
  get isOver(): boolean {
    return this.#ended !== undefined;
  }

  /** Resolves when the run is ended early. A mutation goes on: whoever sent it would not know how much of it was done. */
  get end(): Promise<undefined> {
    return this.#end.promise;
  }

  /**
   * Counts fields that are about to be produced. Throws if there may not be so many. Those of a mutation tell what it has
   * done already, and were estimated before: they are not refused.
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

  /** Forgets what it has counted: the operation is executed again from its start. */
  startOver(): void {
    this.#fields = 0;
  }

  /** Throws if the run has been ended, or if nobody waits for its result. */
  check(): void {
    if (this.#ended !== undefined) throw this.#ended;
    if (this.#isDeserted) throw this.#scope.signal?.reason;
  }

  /** From now on, the run ends when its caller has gone: it has so much work left that it must not go on for nobody. */
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

  /** An operation whose time is over still tells what it has read, and a mutation what it has done. */
  get #isDeserted(): boolean {
    const { signal } = this.#scope;
    return signal?.aborted === true && !this.#isMutation && !(signal.reason instanceof BackendTimeout);
  }

  /** What graphql-js is to be given of an error that a resolver threw. */
  errorAt(thrown: unknown, { fieldNodes }: Pick<GraphQLResolveInfo, 'fieldNodes'>): unknown {
    const characters = fieldNodes[0]?.loc?.source.body.length ?? 0;
    this.#locatingCost += fieldNodes.length + characters / CHARACTERS_PER_UNIT;
    return this.#ended === undefined && this.#locatingCost <= LOCATING_BUDGET ? thrown : LEFT_OUT;
  }

  /** Gives back what the run holds of the quota. */
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
