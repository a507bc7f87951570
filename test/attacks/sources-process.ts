import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { invoiceBody } from '../../bench/sources/invoice-body.ts';
import { createInvoices, uuid } from '../../bench/sources/invoices.ts';
import { type HostileAnswer, type HostileAnswers, type HostileKind, sendHostile } from './hostile-answer.ts';

/*
 * Stand-ins for all three sources, their storage and an issuer of tokens that fails. They speak contracts/, are as slow as
 * they are told, and obey what an id says: "slow-" is never answered, "fail-" fails, "huge-" has 10,000 lines. They are
 * hostile if they are told to be.
 */

const [pattern] = createInvoices();
if (pattern === undefined) throw new Error('there is no invoice to copy');
const IDS = Array.from({ length: 200 }, (_, index) => uuid(`exportable ${index}`));
const MAX_V6_INVOICES = 20_000;
const DAY_MS = 86_400_000;

const counts: Record<string, number> = {};
let settings: { latencyMs: number; uploadTo: string; hostile: HostileAnswers } = {
  latencyMs: 0,
  uploadTo: 'storage',
  hostile: {},
};

function handle(request: IncomingMessage, response: ServerResponse) {
  void answer(request, response).catch(() => response.destroy());
}
const server = createServer(handle);
/** Another origin on this machine: a source may name its own. */
const elsewhere = createServer(handle);

class Hostile {
  readonly answer: HostileAnswer;

  constructor(answer: HostileAnswer) {
    this.answer = answer;
  }
}

/** An object or a text is JSON, a number a status without content, undefined no answer at all. */
type Answer = object | string | number | undefined;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = await answerTo(request);
  if (given instanceof Hostile) return sendHostile(response, given.answer);
  if (given === undefined) return;
  if (typeof given === 'number') response.writeHead(given).end();
  else
    response
      .setHeader('content-type', 'application/json')
      .end(typeof given === 'string' ? given : JSON.stringify(given));
}

async function answerTo(request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://sources');
  const [, first = '', source = '', kind = '', id = '', ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const body = await textOf(request);
  if (first === 'counts') return counts;
  if (first === 'elsewhere') return { port: portOf(elsewhere) };
  if (first === 'settings') {
    settings = { ...settings, ...(JSON.parse(body) as object) };
    return settings;
  }
  const name = ['jwks', 'storage', 'trap'].includes(first) ? first : source;
  counts[name] = (counts[name] ?? 0) + 1;
  const hostile = settings.hostile[kindOf(first, kind, request.method)];
  if (hostile !== undefined) return new Hostile(hostile);
  if (first === 'jwks') return 500;
  if (first === 'storage' || first === 'trap') return 200;
  if (kind === 'oauth2') return { access_token: 'attack', expires_in: 86_400 };
  if (id.startsWith('slow-')) return undefined;
  if (settings.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, settings.latencyMs));
  if (id.startsWith('fail-')) return 500;
  if (source === 'lightyear' && kind === 'invoices') return lightyear(id, rest);
  if (source === 'v6') return v6Invoices(url.searchParams);
  return source === 'ivesk' ? ivesk(kind, url) : 404;
}

function kindOf(first: string, kind: string, method: string | undefined): HostileKind {
  if (first === 'jwks') return 'keys';
  if (kind === 'oauth2') return 'token';
  return method === 'GET' ? 'read' : 'write';
}

function lightyear(id: string, rest: readonly string[]): Answer {
  if (id === 'exportable') return { items: IDS, continuationKey: null };
  if (rest.at(-1) === 'matches') return { matches: [], continuationKey: null };
  if (pattern === undefined || id.startsWith('none-')) return 404;
  const lines = id.startsWith('huge-') ? Array.from({ length: 10_000 }, () => pattern.lines[0]) : pattern.lines;
  return invoiceBody({ ...pattern, id, lines: lines.flatMap((line) => line ?? []) });
}

function ivesk(kind: string, url: URL): Answer {
  if (kind === 'uploadlocation') return { url: uploadUrl() };
  const from = Date.parse(url.searchParams.get('from') ?? '2024-01-01T00:00:00Z');
  const documents = Array.from({ length: 100 }, (_, index) => ({
    id: `document-${from}-${index}`,
    doctype: 'invoice',
    docnum: `${index}`,
    digitizedat: new Date(from + (index + 1) * 1_000).toISOString(),
    exportedat: new Date(from + (index + 1) * 1_000).toISOString(),
  }));
  return { documents, next: new Date(from + 100_000).toISOString() };
}

function uploadUrl(): string {
  return settings.uploadTo === 'storage' ? `${origin()}/storage/file` : settings.uploadTo;
}

function v6Invoices(search: URLSearchParams): object[] {
  const [from, to] = ['fromDate', 'toDate'].map((name) => {
    const date = search.get(name) ?? '';
    return Date.parse(`${date.slice(4)}-${date.slice(2, 4)}-${date.slice(0, 2)}`);
  });
  const days = ((to ?? 0) - (from ?? 0)) / DAY_MS + 1;
  return Array.from({ length: Math.max(0, Math.min(days, MAX_V6_INVOICES)) }, (_, day) => ({
    invoiceNo: `N${day}`,
    invoiceDate: new Date((from ?? 0) + day * DAY_MS).toISOString().slice(0, 10),
    fileType: 'I',
    customerCode: 'C1',
    lines: Array.from({ length: 5 }, () => ({ amount: 12.5, gstAmount: 1.25, quantity: 1, glCode: '4000' })),
  }));
}

/** The beginning of a body, all of which is read: files come in here as well. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request.setEncoding('utf8')) if (text.length < 10_000) text += part;
  return text;
}

function origin(): string {
  return `http://127.0.0.1:${portOf(server)}`;
}

function portOf(listening: Server): number {
  return (listening.address() as AddressInfo).port;
}

for (const one of [server, elsewhere]) {
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
}
process.send?.(origin());
process.on('disconnect', () => process.exit());
