import { request } from 'undici';

/** The path at which both kinds of static source return the number of their requests, including this one. */
export const COUNT_PATH = '/requests';

/** Counts a static source's requests so far, without those of this counter. */
export function createRequestCount(origin: string): () => Promise<number> {
  let asked = 0;
  return async () => {
    const { body } = await request(`${origin}${COUNT_PATH}`);
    asked += 1;
    return statusToRequests(await body.text()) - asked;
  };
}

/** The text of nginx's stub_status, in which one line has the numbers of accepts, handled and requests. */
export function requestsToStatus(requests: number): string {
  return `server accepts handled requests\n 0 0 ${requests} \n`;
}

function statusToRequests(status: string): number {
  const requests = /^ \d+ \d+ (\d+) $/m.exec(status)?.[1];
  if (requests === undefined) throw new Error(`The static source did not return its number of requests: ${status}`);
  return Number(requests);
}
