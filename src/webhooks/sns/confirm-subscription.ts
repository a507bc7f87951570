import { CallFailure } from '../../calls/call-failure.ts';
import type { HttpsAnswer, HttpsGet } from '../../calls/fetch-https.ts';
import { BackendUnavailable } from '../../errors/catalogue.ts';
import { createAllowedUrl } from './allowed-url.ts';
import { Refused } from './refused.ts';

/** SNS did not take the confirmation: it is to send its message again. */
export class ConfirmationFailed extends BackendUnavailable {}

/**
 * Confirms the subscription that a verified SubscriptionConfirmation is about. Safe to repeat. Throws Refused for a URL
 * that does not lead to SNS, ConfirmationFailed where the answer is anything but 2xx.
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
    // Checked where it is followed, and not left to those who come here.
    const url = allowedUrl(subscribeUrl);
    if (url === undefined) throw new Refused('subscribe-url', 'SubscribeURL does not lead to SNS');
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
