import { ApolloLink, Observable } from '@apollo/client';
import { parseAndCheckHttpResponse } from '@apollo/client/link/http';
import { print } from '@apollo/client/utilities';

/** The progress of a request with a file, in bytes of the whole request. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

declare module '@apollo/client' {
  interface DefaultContext {
    /** Called with the progress of an operation with a file. Not called without XMLHttpRequest, as on a server. */
    onUploadProgress?: (progress: UploadProgress) => void;
  }
}

/** True if the variables contain a file, at any depth. */
export function hasFile(variables: unknown): boolean {
  if (variables instanceof Blob) return true;
  return typeof variables === 'object' && variables !== null && Object.values(variables).some(hasFile);
}

/**
 * Sends operations with a file, by the GraphQL multipart request specification
 * (https://github.com/jaydenseric/graphql-multipart-request-spec). The gateway accepts one file per request. `url` is
 * the URL of its `/graphql`.
 *
 * Reads from the context `headers`, `onUploadProgress` and, to abort the request, `fetchOptions.signal`. Fails like
 * HttpLink: with a ServerError or the errors of the answer, or with a TypeError if the connection was lost. In the
 * last case the file may or may not have arrived.
 */
export class UploadLink extends ApolloLink {
  readonly #url: string;

  constructor(url: string) {
    super();
    this.#url = url;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable((observer) => {
      const { headers, fetchOptions, onUploadProgress } = operation.getContext();
      const given = (fetchOptions as RequestInit | undefined)?.signal;
      const unsubscribed = new AbortController();
      const request: UploadRequest = {
        url: this.#url,
        headers: { ...HEADERS, ...headers },
        body: toForm(operation),
        signal: given ? AbortSignal.any([given, unsubscribed.signal]) : unsubscribed.signal,
      };
      const response = typeof XMLHttpRequest === 'undefined' ? fetchForm(request) : sendForm(request, onUploadProgress);
      response.then(parseAndCheckHttpResponse(operation)).then(
        (result) => {
          observer.next(result as ApolloLink.Result);
          observer.complete();
        },
        (error: unknown) => observer.error(error),
      );
      return () => unsubscribed.abort();
    });
  }
}

interface UploadRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FormData;
  readonly signal: AbortSignal;
}

const HEADERS = {
  accept: 'application/graphql-response+json, application/json;q=0.9',
  // Any web page could send a form; with this header, the browser sends a preflight request first.
  'apollo-require-preflight': 'true',
};

/**
 * For Node: if a request with a FormData is aborted, Node's `fetch` ends the process with an unhandled rejection. With
 * a Blob of the same bytes it does not, and a Blob reads a file piece by piece, too.
 */
function fetchForm({ url, headers, body, signal }: UploadRequest): Promise<Response> {
  const boundary = `----${crypto.randomUUID()}`;
  return fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: new Blob([...body].flatMap(([name, value]) => partOf(name, value, boundary)).concat(`--${boundary}--\r\n`)),
    signal,
  });
}

function partOf(name: string, value: string | File, boundary: string): BlobPart[] {
  const start = `--${boundary}\r\ncontent-disposition: form-data; name="${name}"`;
  if (typeof value === 'string') return [`${start}\r\n\r\n${value}\r\n`];
  const fileName = value.name.replace(/["\r\n]/g, encodeURIComponent);
  const type = value.type || 'application/octet-stream';
  return [`${start}; filename="${fileName}"\r\ncontent-type: ${type}\r\n\r\n`, value, '\r\n'];
}

/** `fetch` does not report upload progress; XMLHttpRequest does. */
function sendForm(
  { url, headers, body, signal }: UploadRequest,
  onProgress: ((progress: UploadProgress) => void) | undefined,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = (): void => {
      request.abort();
      reject(signal.reason);
    };
    signal.addEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded, total }) => onProgress?.({ sent: loaded, total });
    request.onerror = () => reject(new TypeError('The connection was lost: the file may or may not have arrived'));
    request.onload = () => {
      try {
        resolve(toResponse(request));
      } catch (cause) {
        // A status outside the standard, as some proxies send.
        reject(new TypeError(`The answer has the invalid status ${request.status}`, { cause }));
      }
    };
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.send(body);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const { responseText, status, statusText } = request;
  const type = request.getResponseHeader('content-type') ?? '';
  // Some statuses must not have a body, not even an empty one.
  return new Response(responseText || null, { status, statusText, headers: { 'content-type': type } });
}

function toForm({ operationName, variables, query }: ApolloLink.Operation): FormData {
  const places = new Map<Blob, string[]>();
  const withoutFiles = (value: unknown, path: string): unknown => {
    if (value instanceof Blob) {
      places.set(value, [...(places.get(value) ?? []), path]);
      return null;
    }
    // Kept for JSON.stringify, which handles more than objects and lists.
    if (!hasFile(value)) return value;
    if (Array.isArray(value)) return value.map((item, index) => withoutFiles(item, `${path}.${index}`));
    return Object.fromEntries(
      Object.entries(value as object).map(([key, item]) => [key, withoutFiles(item, `${path}.${key}`)]),
    );
  };
  const operations = { operationName, variables: withoutFiles(variables, 'variables'), query: print(query) };
  const form = new FormData();
  form.append('operations', JSON.stringify(operations));
  form.append('map', JSON.stringify(Object.fromEntries([...places.values()].map((paths, index) => [index, paths]))));
  [...places.keys()].forEach((file, index) => {
    form.append(String(index), file);
  });
  return form;
}
