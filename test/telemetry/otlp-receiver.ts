import { createServer, type ServerResponse } from 'node:http';
import { urlOf } from '../../src/server/http/address.ts';

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly name: string;
  /** 1 is INTERNAL, 2 SERVER, 3 CLIENT. */
  readonly kind: number;
  readonly ms: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, string | number>>;
  /** The ids of linked traces. */
  readonly links: readonly string[];
}

/** A collector of OTLP over HTTP, in JSON. */
export interface OtlpReceiver extends AsyncDisposable {
  readonly url: string;
  /** All bodies as they came. */
  readonly bodies: readonly string[];
  /** All spans so far. */
  readonly spans: readonly ReceivedSpan[];
  /** The attributes of the process that sent them. */
  readonly resource: ReceivedSpan['attributes'];
  /** Resolves with the spans of a trace when one of a request is among them, which ends last. */
  trace(traceId: string): Promise<readonly ReceivedSpan[]>;
  /** Resolves with the first span that fits. */
  span(fits: (span: ReceivedSpan) => boolean): Promise<ReceivedSpan>;
}

interface Attribute {
  readonly key: string;
  readonly value: { readonly stringValue?: string; readonly intValue?: string | number; readonly doubleValue?: number };
}

interface OtlpSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly status: { readonly code?: number };
  readonly attributes: readonly Attribute[];
  readonly links?: readonly { readonly traceId: string }[];
}

interface OtlpBody {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[];
  }[];
}

/** `answer` replaces the answer, such as by none. */
export async function startOtlpReceiver(answer = accept): Promise<OtlpReceiver> {
  const bodies: string[] = [];
  const spans: ReceivedSpan[] = [];
  const waiting = new Set<() => void>();
  let resource: ReceivedSpan['attributes'] = {};
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString();
    bodies.push(body);
    for (const { resource: from, scopeSpans } of (JSON.parse(body) as OtlpBody).resourceSpans) {
      resource = toRecord(from.attributes);
      spans.push(...scopeSpans.flatMap(({ spans: some }) => some.map(toReceived)));
    }
    answer(response);
    for (const look of waiting) look();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const until = async <T>(find: () => T | undefined): Promise<T> => {
    const { promise, resolve } = Promise.withResolvers<T>();
    const look = () => {
      const found = find();
      if (found !== undefined) resolve(found);
    };
    waiting.add(look);
    look();
    const found = await promise;
    waiting.delete(look);
    return found;
  };
  return {
    url: urlOf(server.address()).href,
    bodies,
    spans,
    get resource() {
      return resource;
    },
    trace: (traceId) =>
      until(() => {
        const trace = spans.filter((span) => span.traceId === traceId);
        return trace.some(({ kind }) => kind === 2) ? trace : undefined;
      }),
    span: (fits) => until(() => spans.find(fits)),
    [Symbol.asyncDispose]: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function accept(response: ServerResponse): void {
  response.setHeader('content-type', 'application/json').end('{}');
}

function toReceived(span: OtlpSpan): ReceivedSpan {
  const { traceId, spanId, parentSpanId, name, kind, startTimeUnixNano, endTimeUnixNano, status, links = [] } = span;
  return {
    ...{ traceId, spanId, name, kind },
    parentSpanId: parentSpanId || undefined,
    ms: Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)) / 1e6,
    isError: status.code === 2,
    attributes: toRecord(span.attributes),
    links: links.map((link) => link.traceId),
  };
}

function toRecord(attributes: readonly Attribute[]): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue, doubleValue } }) => [
      key,
      stringValue ?? Number(intValue ?? doubleValue),
    ]),
  );
}
