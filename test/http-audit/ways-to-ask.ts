import { tokenOf } from '../end-to-end/world.ts';

/** Sends an audit's request with a token, which audits do not have. */
export type WayToAsk = (url: string, init?: RequestInit) => Promise<Response>;

export const asTheAuditAsks: WayToAsk = (url, init) => fetch(url, { ...init, headers: headersOf(init) });

/** Accepts only the media type of the specification, whatever the audit accepts. */
export const forTheGraphqlType: WayToAsk = (url, init) => {
  const headers = headersOf(init);
  headers.set('accept', 'application/graphql-response+json');
  return fetch(url, { ...init, headers });
};

/** Moves the members of a JSON body into the URL. */
export const withGet: WayToAsk = (url, init) => {
  const parameters = parametersIn(init?.body);
  if (parameters === undefined) return asTheAuditAsks(url, init);
  const headers = headersOf(init);
  headers.delete('content-type');
  return fetch(`${url}?${parameters}`, { headers });
};

function headersOf(init: RequestInit = {}): Headers {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${tokenOf('sandbox')}`);
  return headers;
}

/** Returns undefined if the body has no form in a URL. */
function parametersIn(body: RequestInit['body']): URLSearchParams | undefined {
  if (typeof body !== 'string') return undefined;
  try {
    const given = Object.entries(JSON.parse(body) as object).filter(([, value]) => value !== null);
    const texts = given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]);
    return new URLSearchParams(texts);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
