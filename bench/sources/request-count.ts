import { request } from 'undici';

/** Where a static source of either kind says how many requests it has had, this one included. */
export const COUNT_PATH = '/requests';

/** Counts the requests a static source has had so far, all but those of this counter. */
export function createRequestCount(origin: string): () => Promise<number> {
  let asked = 0;
  return async () => {
    const { body } = await request(`${origin}${COUNT_PATH}`);
    asked += 1;
    return statusToRequests(await body.text()) - asked;
  };
}

/** The text of nginx's stub_status, which holds " accepts handled requests " in one line. */
export function requestsToStatus(requests: number): string {
  return `server accepts handled requests\n 0 0 ${requests} \n`;
}

function statusToRequests(status: string): number {
  const requests = /^ \d+ \d+ (\d+) $/m.exec(status)?.[1];
  if (requests === undefined) throw new Error(`The static source does not say how many requests it had: ${status}`);
  return Number(requests);
}
