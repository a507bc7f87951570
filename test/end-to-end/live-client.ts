import { type Client, createClient } from 'graphql-ws';
import { type CallerName, type TestWorld, tokenOf } from './world.ts';

export interface LiveError {
  readonly message: string;
  readonly extensions: { readonly code: string };
}

export interface LiveMessage<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly LiveError[];
}

/** One WebSocket to the gateway. Disposing of it closes it. */
export interface LiveClient extends AsyncDisposable {
  /** The results of an operation, one by one. Rejects with the errors of a refused operation. */
  subscribe<Data>(query: string, variables?: Record<string, unknown>): AsyncIterableIterator<LiveMessage<Data>>;
}

export function openLiveClient(
  world: Pick<TestWorld, 'url'>,
  as: CallerName = 'acme',
  token = tokenOf(as),
): LiveClient {
  const client: Client = createClient({
    url: new URL('graphql', world.url).href.replace(/^http/, 'ws'),
    connectionParams: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
  });
  return {
    subscribe: <Data>(query: string, variables: Record<string, unknown> = {}) =>
      client.iterate({ query, variables }) as AsyncIterableIterator<LiveMessage<Data>>,
    [Symbol.asyncDispose]: async () => {
      await client.dispose();
    },
  };
}

/** The next results of a subscription. */
export async function take<T>(results: AsyncIterator<T>, count: number): Promise<readonly T[]> {
  const taken: T[] = [];
  while (taken.length < count) {
    const { value, done } = await results.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

/** The code with which an operation was refused before its first result. */
export async function refusalOf(results: AsyncIterator<unknown>): Promise<string | undefined> {
  try {
    const { value } = await results.next();
    throw new Error(`It was not refused, but gave ${JSON.stringify(value)}`);
  } catch (error) {
    if (!Array.isArray(error)) throw error;
    return (error as LiveError[])[0]?.extensions.code;
  }
}

/** Waits until the gateway has this many subscribers to events, according to its metrics. */
export async function subscribersOf(world: Pick<TestWorld, 'fetch'>, count: number): Promise<void> {
  for (;;) {
    const text = await (await world.fetch('metrics')).text();
    if (new RegExp(`^gateway_event_subscribers ${count}$`, 'm').test(text)) return;
  }
}
