const TOKEN = 'sandbox-token-not-a-secret';

/** Sends a query to the gateway at a URL. Returns the whole answer. */
export async function ask(url: URL, query: string, token = TOKEN): Promise<unknown> {
  const response = await fetch(new URL('graphql', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json();
}
