import type { Config } from '../config/config.ts';

const WEBHOOKS = '/webhooks/ivesk/';

/** Where SNS is to deliver a company's events. `shown` is the same without what only the source may know. */
export interface WebhookTarget {
  readonly url: string;
  readonly shown: string;
}

/** Below the gateway's public URL; undefined where it has none, or the account has no secret to be known by. */
export function webhookTarget(config: Config, company: string, localUrl: URL | undefined): WebhookTarget | undefined {
  const base = config.publicUrl ?? localUrl?.href;
  const secret = config.companies.find(({ id }) => id === company)?.ivesk?.webhookSecret;
  if (base === undefined || secret === undefined) return undefined;
  const shown = `${base.replace(/\/+$/, '')}${webhookPath(company)}`;
  return { url: `${shown}?secret=${encodeURIComponent(secret)}`, shown };
}

export function webhookPath(company: string): string {
  return `${WEBHOOKS}${encodeURIComponent(company)}`;
}

/** True for the path of any company, whether it is there or not. */
export function isWebhookPath(path: string): boolean {
  return path.startsWith(WEBHOOKS);
}
