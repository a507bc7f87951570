import type { Able } from '../backends/backend.ts';
import { type Source, sectionName } from '../domain/source.ts';

/** Where SNS is to deliver an account's events. `shown` is the same without what only the source may know. */
export interface WebhookTarget {
  readonly url: string;
  readonly shown: string;
}

/** Below the gateway's own URL; undefined if it has none, or if the account has no secret to be known by. */
export function webhookTarget(account: Able<'webhooks'>, gatewayUrl: string | undefined): WebhookTarget | undefined {
  const { secret } = account.webhooks.guard;
  if (gatewayUrl === undefined || secret === undefined) return undefined;
  const shown = `${gatewayUrl.replace(/\/+$/, '')}${webhookPath(account)}`;
  return { url: `${shown}?secret=${encodeURIComponent(secret)}`, shown };
}

export function webhookPath({ source, company }: Pick<Able<'webhooks'>, 'source' | 'company'>): string {
  return `${webhookFolder(source)}${encodeURIComponent(company)}`;
}

/** The paths of all companies' accounts with a source begin with this, whether they are there or not. */
export function webhookFolder(source: Source): string {
  return `/webhooks/${sectionName(source)}/`;
}
