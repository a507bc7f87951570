import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { searchOf } from '../server/http/route.ts';
import type { WebhookAccount } from './webhook-inbox.ts';

/** One company's endpoint for deliveries of SNS. */
export interface WebhookEndpoint {
  readonly account: WebhookAccount;
  /** One, or two while one is being replaced. Empty if deliveries are admitted by their topic. */
  readonly secrets: readonly string[];
}

/** One secret, and the one that replaces it. */
const MAX_SECRETS = 2;

/** The endpoints of all companies by their paths. They can be replaced while deliveries arrive. */
export class WebhookEndpoints {
  #endpoints: ReadonlyMap<string, WebhookEndpoint> = new Map();
  /** Digests of the secrets; null for an endpoint that does not have a secret. */
  #accepted: ReadonlyMap<string, readonly Uint8Array[] | null> = new Map();
  readonly #decoys = Array.from({ length: MAX_SECRETS }, () => digest(randomBytes(32).toString('hex')));

  constructor(endpoints: ReadonlyMap<string, WebhookEndpoint>) {
    this.replace(endpoints);
  }

  replace(endpoints: ReadonlyMap<string, WebhookEndpoint>): void {
    this.#endpoints = endpoints;
    this.#accepted = new Map([...endpoints].map(([path, { secrets }]) => [path, this.#digestsOf(secrets)]));
  }

  get(path: string): WebhookEndpoint | undefined {
    return this.#endpoints.get(path);
  }

  /**
   * True if the request has a secret of the endpoint. Compares digests: the time that it takes reveals neither the length of a
   * secret, nor the first wrong letter, nor whether the endpoint exists, nor how many secrets it has.
   */
  isOpenTo(request: IncomingMessage, path: string): boolean {
    const accepted = this.#accepted.get(path);
    if (accepted === null) return true;
    const given = new URLSearchParams(searchOf(request)).getAll('secret');
    const own = digest(given[0] ?? '');
    const equal = (accepted ?? this.#decoys).filter((one) => timingSafeEqual(own, one));
    return equal.length > 0 && given.length === 1;
  }

  #digestsOf(secrets: readonly string[]): readonly Uint8Array[] | null {
    return secrets.length === 0 ? null : [...secrets.map(digest), ...this.#decoys].slice(0, MAX_SECRETS);
  }
}

function digest(text: string): Uint8Array {
  return hash('sha256', text, 'buffer');
}
