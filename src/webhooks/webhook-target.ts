import type { Able } from '../backends/backend.ts';
import { type Source, sectionName } from '../domain/source.ts';

/** The URL to which SNS delivers an account's events. `shown` is the same URL without its secret. */
export interface WebhookTarget {
  readonly url: string;
  readonly shown: string;
}

/** Below the gateway's public URL; undefined if that is not configured, or if the account does not have a secret. */
export function webhookTarget(account: Able<'webhooks'>, gatewayUrl: string | undefined): WebhookTarget | undefined {
  const [secret] = account.webhooks.guard.secrets;
  if (gatewayUrl === undefined || secret === undefined) return undefined;
  const shown = `${gatewayUrl.replace(/\/+$/, '')}${webhookPath(account)}`;
  return { url: `${shown}?secret=${encodeURIComponent(secret)}`, shown };
}

export function webhookPath({ source, company }: Pick<Able<'webhooks'>, 'source' | 'company'>): string {
  return `${webhookFolder(source)}${encodeURIComponent(company)}`;
}

/** The prefix of the paths of all accounts with a source, whether or not they exist. */
export function webhookFolder(source: Source): string {
  return `/webhooks/${sectionName(source)}/`;
}
