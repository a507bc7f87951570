import type { Registry } from 'prom-client';
import type { Limits } from '../../config/config.ts';
import { type GatewayError, type Limit, LimitExceeded, Overloaded, RateLimited } from '../../errors/catalogue.ts';
import { Quota, type Share } from '../../limits/quota.ts';
import { Connections } from '../http/connections.ts';
import { gaugesIn } from '../operations/metrics.ts';

/**
 * Resources that the process holds for its callers at the moment. Each kind is bounded in total and for each caller.
 */
export interface InFlight {
  readonly connections: Connections;
  /** Bytes of request bodies and messages, held as long as their parsed values are in use. */
  readonly receiving: Bounded;
  /** Bytes of answers and messages that clients have not read yet. */
  readonly sending: Bounded;
  /** Bytes of sources' answers, held as long as operations use their parsed values. */
  readonly fetched: Bounded;
  /** Files that the gateway receives or forwards. */
  readonly uploads: Bounded;
  /** Bytes of temporary files. */
  readonly disk: Bounded;
  /** Counts a connection that is closed for a limit without an error. An error is counted when it is formatted. */
  readonly refused: (limit: Limit) => void;
}

/** The words of a refusal. */
interface Description {
  readonly limit: Limit;
  /** "too many request bodies" */
  readonly tooMuch: string;
  readonly unit: string;
  /** One owner's portion, like "a quarter". */
  readonly portion: string;
  /** The message if one request alone exceeds the portion of its owner, so that it can never succeed. */
  readonly tooMuchAlone?: string;
}

/**
 * A quota that refuses with an error: RateLimited if the owner holds all of its portion, Overloaded if all owners
 * together hold the total.
 */
export class Bounded {
  readonly #quota: Quota;
  readonly #total: number;
  readonly #perOwner: number;
  readonly #description: Description;

  /** `setting` is the configured limit, if it is more than `total`. */
  constructor(total: number, perOwner: number, description: Description, setting = total) {
    this.#quota = new Quota(total, perOwner);
    this.#total = setting;
    this.#perOwner = perOwner;
    this.#description = description;
  }

  /** The amount that all owners hold together. */
  get taken(): number {
    return this.#quota.taken;
  }

  /**
   * Takes an amount for an owner: a caller's name, or an address if the caller is not known. Throws RateLimited or
   * Overloaded.
   */
  hold(owner: string, amount = 0): Held {
    const share = this.#quota.take(owner, amount);
    if (typeof share === 'string') throw this.#refusal(share);
    return new Held(share, (by, held) => this.#refusal(by, held));
  }

  /** Does the same as `hold`, but returns undefined if there is no room. */
  tryHold(owner: string, amount: number): Held | undefined {
    const share = this.#quota.take(owner, amount);
    return typeof share === 'string' ? undefined : new Held(share, (by, held) => this.#refusal(by, held));
  }

  /** `wanted` is the amount that one request would hold. */
  #refusal(by: 'OWNER' | 'TOTAL', wanted = 0): GatewayError {
    const { limit, tooMuch, unit, portion, tooMuchAlone } = this.#description;
    if (tooMuchAlone !== undefined && wanted > this.#perOwner) return new LimitExceeded(limit, tooMuchAlone);
    const bound = `\`limits.${limit}\` is ${this.#total.toLocaleString('en')} ${unit}`;
    if (by === 'TOTAL') return new Overloaded(limit, `The gateway has ${tooMuch} in flight: ${bound}. Try again later`);
    const advice = `of which one caller may use ${portion}. Send fewer or smaller requests at once`;
    return new RateLimited(limit, `This caller has ${tooMuch} in flight: ${bound}, ${advice}`);
  }
}

/** The share of one request, message or file. Disposing of it returns all of it. */
export class Held implements Disposable {
  readonly #share: Share;
  readonly #refusal: (by: 'OWNER' | 'TOTAL', wanted: number) => Error;

  constructor(share: Share, refusal: (by: 'OWNER' | 'TOTAL', wanted: number) => Error) {
    this.#share = share;
    this.#refusal = refusal;
  }

  /** Throws RateLimited, Overloaded or LimitExceeded. The amount held so far then stays held. */
  grow(amount: number): void {
    const refused = this.#share.grow(amount);
    if (refused !== undefined) throw this.#refusal(refused, this.#share.amount + amount);
  }

  shrink(amount: number): void {
    this.#share.shrink(amount);
  }

  [Symbol.dispose](): void {
    this.#share[Symbol.dispose]();
  }
}

const QUARTER = 'a quarter';
const HALF = 'half';

type InFlightLimits = Pick<
  Limits,
  'maxConnections' | 'maxReceivingBytes' | 'maxSendingBytes' | 'maxFetchedBytes' | 'maxUploads' | 'maxDiskBytes'
>;

export function createInFlight(limits: InFlightLimits, refused: (limit: Limit) => void = () => {}): InFlight {
  const bounded = (limit: keyof InFlightLimits, tooMuch: string, unit: string, portion: string): Bounded => {
    const total = limits[limit];
    const perOwner = Math.max(1, Math.floor(total / (portion === QUARTER ? 4 : 2)));
    return new Bounded(total, perOwner, { limit, tooMuch, unit, portion });
  };
  // A fifth stays free for connections whose caller is not known yet, among them health checks. Operations of known
  // callers are never displaced, so two callers could otherwise take every connection.
  const { maxConnections, maxFetchedBytes } = limits;
  const working = new Bounded(
    Math.max(1, Math.floor(maxConnections * 0.8)),
    Math.max(1, Math.floor(maxConnections * 0.4)),
    { limit: 'maxConnections', tooMuch: 'too many connections', unit: 'connections', portion: 'two fifths' },
    maxConnections,
  );
  return {
    connections: new Connections({
      max: limits.maxConnections,
      hold: (owner) => working.hold(owner, 1),
      onRefused: () => refused('maxConnections'),
    }),
    receiving: bounded('maxReceivingBytes', 'too many request bodies', 'bytes', QUARTER),
    sending: bounded('maxSendingBytes', 'too many unread answers', 'bytes', HALF),
    fetched: new Bounded(maxFetchedBytes, Math.floor(maxFetchedBytes * 0.4), {
      ...{ limit: 'maxFetchedBytes', tooMuch: 'too many bytes of documents', unit: 'bytes', portion: 'two fifths' },
      tooMuchAlone: `The operation needs more bytes of documents than one caller may use, which is two fifths of \`limits.maxFetchedBytes\` (${maxFetchedBytes.toLocaleString('en')}): ask for fewer documents at once`,
    }),
    uploads: bounded('maxUploads', 'too many files', 'files', HALF),
    disk: bounded('maxDiskBytes', 'too many bytes of files', 'bytes', HALF),
    refused,
  };
}

/** Registers a gauge for each resource. */
export function registerInFlight(inFlight: InFlight, registry: Registry): void {
  const { connections, receiving, sending, fetched, uploads, disk } = inFlight;
  const gauge = gaugesIn(registry);
  gauge('gateway_connections', 'TCP connections to the gateway', () => connections.size);
  gauge('gateway_receiving_bytes', 'Bytes of request bodies and messages in memory', () => receiving.taken);
  gauge('gateway_sending_bytes', 'Bytes of answers and messages that clients have not read yet', () => sending.taken);
  gauge('gateway_fetched_bytes', 'Bytes of source answers that operations use', () => fetched.taken);
  gauge('gateway_uploads', 'Files that the gateway receives or forwards', () => uploads.taken);
  gauge('gateway_disk_bytes', 'Bytes of temporary files', () => disk.taken);
}
