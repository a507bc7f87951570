import { connect } from '../server/live/socket-client.ts';
import { openRaw, requestText } from '../server/raw-http.ts';
import { type TestWorld, tokenOf } from './world.ts';

const TOKEN = `authorization: Bearer ${tokenOf('sandbox')}`;
const JSON_BODY = 'content-type: application/json';
const EVENTS = 'accept: text/event-stream';
const FORM = ['apollo-require-preflight: 1', 'content-type: multipart/form-data; boundary=x'];

/** What a door made of an operation: `error` is its code. */
export interface Outcome {
  readonly data?: unknown;
  readonly error?: string;
}

/** Sends a GraphQL request, given as JSON text. */
export type Door = (world: TestWorld, request: string | Uint8Array) => Promise<Outcome>;

/** All doors whose operations are bytes of JSON. */
export const JSON_DOORS: Readonly<Record<string, Door>> = {
  POST: (world, body) => sendBody(world, 'POST /graphql', [JSON_BODY], body),
  multipart: (world, body) => sendBody(world, 'POST /graphql', FORM, formOf(body)),
  'event stream': (world, body) => sendBody(world, 'POST /graphql/stream', [JSON_BODY, EVENTS], body),
  WebSocket: sendMessage,
};

/** All doors whose operations are parameters of a target. */
export const TARGET_DOORS: Readonly<Record<string, (world: TestWorld, search: string) => Promise<Outcome>>> = {
  GET: (world, search) => sendTarget(world, `/graphql?${search}`, []),
  'event stream with GET': (world, search) => sendTarget(world, `/graphql/stream?${search}`, [EVENTS]),
};

async function sendBody(
  { url }: TestWorld,
  line: string,
  headers: readonly string[],
  body: string | Uint8Array,
): Promise<Outcome> {
  const bytes = Buffer.from(body);
  const head = requestText(line, [TOKEN, 'connection: close', ...headers, `content-length: ${bytes.length}`]);
  return await outcomeOf(url, Buffer.concat([Buffer.from(head), bytes]));
}

function sendTarget({ url }: TestWorld, target: string, headers: readonly string[]): Promise<Outcome> {
  return outcomeOf(url, requestText(`GET ${target}`, [TOKEN, 'connection: close', ...headers]));
}

async function outcomeOf(url: URL, bytes: string | Uint8Array): Promise<Outcome> {
  using connection = await openRaw(url);
  const chunks: Buffer[] = [];
  connection.socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  void connection.send(bytes);
  await connection.closed;
  const text = String(Buffer.concat(chunks));
  // The only line of an answer, or the data of a stream's first event.
  return toOutcome(JSON.parse(/^(?:data: )?(\{.*\})$/m.exec(text)?.[1] ?? 'null'));
}

/** A closed connection is an error, with the close code. */
async function sendMessage(world: TestWorld, request: string | Uint8Array): Promise<Outcome> {
  using client = await connect(world, `Bearer ${tokenOf('sandbox')}`);
  const parts = ['{"id":"1","type":"subscribe","payload":', request, '}'].map((part) => Buffer.from(part));
  client.socket.send(Buffer.concat(parts), { binary: false });
  const answer = client.next().then(({ payload }) => toOutcome(Array.isArray(payload) ? { errors: payload } : payload));
  return await Promise.race([answer, client.closed.then(({ code }) => ({ error: `${code}` }))]).catch(() =>
    client.closed.then(({ code }) => ({ error: `${code}` })),
  );
}

function toOutcome(answer: unknown): Outcome {
  const { data, errors } = answer as { data?: unknown; errors?: readonly { extensions: { code: string } }[] };
  const error = errors?.[0]?.extensions.code;
  return { ...(data !== undefined && { data }), ...(error !== undefined && { error }) };
}

function formOf(operations: string | Uint8Array): Buffer {
  const part = (name: string) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`;
  return Buffer.concat(
    [part('operations'), operations, `\r\n${part('map')}{}\r\n--x--\r\n`].map((piece) => Buffer.from(piece)),
  );
}
