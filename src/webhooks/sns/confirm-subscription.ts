import { CallFailure } from '../../calls/call-failure.ts';
import type { HttpsAnswer, HttpsGet } from '../../calls/fetch-https.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import { createAllowedUrl } from './allowed-url.ts';
import { Refused } from './refused.ts';

/** SNS did not accept the confirmation: it should send its message again. */
export class ConfirmationFailed extends BackendUnavailable {}

/**
 * Confirms the subscription of a verified SubscriptionConfirmation. Safe to repeat. Throws Refused if the URL does not
 * belong to SNS, and ConfirmationFailed if the answer is not 2xx.
 */
export type ConfirmSubscription = (subscribeUrl: string, signal?: AbortSignal) => Promise<void>;

export interface SubscriptionConfirmerOptions {
  readonly hostPattern: string;
  readonly fetch: HttpsGet;
}

export function createSubscriptionConfirmer(options: SubscriptionConfirmerOptions): ConfirmSubscription {
  const { hostPattern, fetch } = options;
  const allowedUrl = createAllowedUrl(hostPattern);
  return async (subscribeUrl, signal) => {
    // Checked here, where the URL is fetched, instead of relying on callers.
    const url = allowedUrl(subscribeUrl);
    if (url === undefined) throw new Refused('subscribe-url', 'SubscribeURL does not belong to SNS');
    const { status } = await follow(fetch, url, signal);
    if (status < 200 || status > 299) {
      throw new ConfirmationFailed('SNS did not confirm the subscription.', { cause: new Error(`HTTP ${status}`) });
    }
  };
}

async function follow(fetch: HttpsGet, url: URL, signal: AbortSignal | undefined): Promise<HttpsAnswer> {
  try {
    return await fetch(url, signal);
  } catch (cause) {
    if (cause instanceof CallFailure) throw new ConfirmationFailed('SNS cannot be reached.', { cause });
    throw cause;
  }
}
