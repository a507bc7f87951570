import type { CompanyKey } from '../../sandbox/world/company-profile.ts';
import type { TestWorld } from './world.ts';

export interface Posting {
  /** The company whose endpoint gets the delivery; acme by default. */
  readonly at?: string;
  /** Without its question mark. The secret of the endpoint by default. */
  readonly query?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A signed message with some of its JSON changed afterwards; undefined removes a field. */
export function forged(body: string, changed: object): string {
  return JSON.stringify({ ...JSON.parse(body), ...changed });
}

/** A gateway, and the sandbox that signs its deliveries. */
export type EndpointWorld = Pick<TestWorld, 'fetch' | 'sandbox'>;

/** Posts a body to a webhook endpoint of the gateway. */
export function post(world: EndpointWorld, body: string | Uint8Array, posting: Posting = {}): Promise<Response> {
  const { at = 'acme', query = `secret=${secretOf(world, at)}`, method = 'POST', headers = {} } = posting;
  return world.fetch(`webhooks/ivesk/${at}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: { 'content-type': 'text/plain; charset=UTF-8', ...headers },
    ...(method !== 'GET' && { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
}

export function secretOf(world: EndpointWorld, company: string): string {
  return encodeURIComponent(world.sandbox.world[company as CompanyKey]?.ivesk.webhookSecret ?? '');
}

export interface ListedEvent {
  readonly id: string;
  readonly type: string;
  readonly company: { readonly id: string };
  readonly companyCode?: string;
  readonly invoice?: { readonly sourceId: string };
}

export const EVENT_FIELDS = `
  id type company { id }
  ... on DocumentDigitized { invoice { sourceId } }
  ... on DocumentsExported { companyCode }
`;

/** All stored events of all companies, up to a thousand. */
export async function storedEvents(world: Pick<TestWorld, 'ask'>): Promise<readonly ListedEvent[]> {
  const { data, errors } = await world.ask<{ documentEvents: readonly ListedEvent[] }>(
    `{ documentEvents(first: 1000) { ${EVENT_FIELDS} } }`,
  );
  if (!data) throw new Error(`The events cannot be read: ${JSON.stringify(errors)}`);
  return data.documentEvents;
}

/** The number of deliveries for each outcome and reason of the metrics. */
export async function deliveryCounts(world: Pick<TestWorld, 'fetch'>): Promise<Readonly<Record<string, number>>> {
  const text = await (await world.fetch('metrics')).text();
  const lines = text.matchAll(/^gateway_webhook_\w+_total\{(?:outcome|reason)="([^"]+)"\} (\d+)$/gm);
  return Object.fromEntries([...lines].map(([, name = '', count]) => [name, Number(count)]));
}
