import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import type { LiveWorld } from './start-live.ts';

/** One event of a stream, as an EventSource delivers it. */
export interface StreamEvent {
  readonly event: string;
  readonly data: unknown;
}

/** An event stream that is only read on request. */
export interface StreamClient extends AsyncDisposable {
  readonly response: IncomingMessage;
  /** Undefined at the end of the stream. */
  next(): Promise<StreamEvent | undefined>;
  /** Returns all events until the end of the stream. */
  rest(): Promise<readonly StreamEvent[]>;
  /** Comments received so far. */
  comments(): number;
}

export interface StreamOptions {
  readonly query?: string;
  readonly variables?: object;
  readonly token?: string;
  readonly accept?: string;
}

/** Sends an operation with POST. Rejects if the answer is not a stream. */
export async function openStream({ url }: Pick<LiveWorld, 'url'>, options: StreamOptions): Promise<StreamClient> {
  const { token = 'web-token', query, variables } = options;
  const headers = {
    authorization: `Bearer ${token}`,
    accept: 'text/event-stream',
    'content-type': 'application/json',
  };
  const sent = request(new URL('graphql/stream', url), { method: 'POST', headers });
  sent.end(JSON.stringify({ query, variables }));
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  if (!response.headers['content-type']?.startsWith('text/event-stream'))
    throw new Error(`no stream: ${response.statusCode} ${(await response.toArray()).join('')}`);
  return createClient(response);
}

function createClient(response: IncomingMessage): StreamClient {
  const chunks = response[Symbol.asyncIterator]() as AsyncIterator<string>;
  let received = '';
  let comments = 0;
  const take = (): string | undefined => {
    const end = received.indexOf('\n\n');
    if (end === -1) return undefined;
    const block = received.slice(0, end);
    received = received.slice(end + 2);
    return block;
  };
  const next = async (): Promise<StreamEvent | undefined> => {
    for (;;) {
      const block = take();
      if (block?.startsWith(':')) comments += 1;
      else if (block !== undefined) return parse(block);
      else {
        const { done, value } = await chunks.next();
        if (done) return undefined;
        received += value;
      }
    }
  };
  return {
    response,
    next,
    async rest() {
      const events: StreamEvent[] = [];
      for (let event = await next(); event !== undefined; event = await next()) events.push(event);
      return events;
    },
    comments: () => comments,
    async [Symbol.asyncDispose]() {
      response.destroy();
    },
  };
}

function parse(block: string): StreamEvent {
  const fields = new Map(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const;
    }),
  );
  const data = fields.get('data');
  if (data === undefined) throw new Error(`an event without data: ${block}`);
  return { event: fields.get('event') ?? 'message', data: data === '' ? null : JSON.parse(data) };
}
