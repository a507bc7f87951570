import { createClient } from 'graphql-ws';
import { type Dispatcher, request } from 'undici';
import { WebSocket } from 'ws';

const SUBSCRIBE = 'subscription($after: ID) { documentEvents(after: $after) { id } }';

interface Result {
  readonly data?: { readonly documentEvents: { readonly id: string } } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

/** Opens the subscription behind an event. Throws, or gives a result with errors, when it ends. */
export type OpenSubscription = (after: string) => AsyncIterable<Result>;

/** The events that one subscriber has received, over as many connections as it needed. */
export interface Followed {
  readonly ids: string[];
  /** The reason for the end of each connection but the last one. */
  readonly ends: string[];
}

/** A restart ends a connection once. */
const MAX_ENDS = 10;

/** Follows events until one that comes with `last` or after it, and resumes after each end of a connection. */
export async function follow(open: OpenSubscription, after: string, last: Promise<string>): Promise<Followed> {
  const followed: Followed = { ids: [], ends: [] };
  let lastId: string | undefined;
  void last.then((id) => {
    lastId = id;
  });
  for (;;) {
    try {
      for await (const { data, errors } of open(followed.ids.at(-1) ?? after)) {
        if (!data) throw new Error(errors?.[0]?.extensions.code ?? 'a result without data');
        followed.ids.push(data.documentEvents.id);
        if (lastId !== undefined && followed.ids.includes(lastId)) return followed;
      }
      throw new Error('complete');
    } catch (error) {
      followed.ends.push(reasonOf(error));
      if (followed.ends.length > MAX_ENDS) throw new Error(`ended too often: ${followed.ends.join(', ')}`);
    }
  }
}

/** A refused subscription is a list of errors, and the closing of a WebSocket is an event with a code. */
function reasonOf(error: unknown): string {
  if (Array.isArray(error)) return String((error as Result['errors'])?.[0]?.extensions.code);
  if (error instanceof Error) return error.message;
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}

export function overWebSocket(endpoint: URL, authorization: string, ca: string): OpenSubscription {
  class Trusting extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { ca });
    }
  }
  const url = endpoint.href.replace(/^http/, 'ws');
  return async function* subscribe(after) {
    const client = createClient({
      ...{ url, webSocketImpl: Trusting, connectionParams: { authorization }, retryAttempts: 0 },
    });
    try {
      yield* client.iterate({ query: SUBSCRIBE, variables: { after } }) as AsyncIterable<Result>;
    } finally {
      void client.dispose();
    }
  };
}

export function overEventStream(endpoint: URL, authorization: string, dispatcher: Dispatcher): OpenSubscription {
  const headers = { authorization, accept: 'text/event-stream', 'content-type': 'application/json' };
  return async function* subscribe(after) {
    const body = JSON.stringify({ query: SUBSCRIBE, variables: { after } });
    const answer = await request(`${endpoint}/stream`, { method: 'POST', dispatcher, headers, body });
    // Ending it early is an error of its body.
    answer.body.on('error', () => {});
    if (answer.statusCode !== 200) throw new Error(`status ${answer.statusCode}`);
    let rest = '';
    try {
      for await (const chunk of answer.body.iterator({ destroyOnReturn: false })) {
        const lines = `${rest}${String(chunk)}`.split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) if (line.startsWith('data: {')) yield JSON.parse(line.slice(6)) as Result;
      }
    } finally {
      answer.body.destroy();
    }
  };
}
