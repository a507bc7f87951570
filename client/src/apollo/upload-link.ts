import { ApolloLink, Observable } from '@apollo/client';
import { parseAndCheckHttpResponse } from '@apollo/client/link/http';
import { print } from '@apollo/client/utilities';
import { FORM_HEADERS, type FormRequest, fetchForm, toForm } from '../multipart.ts';

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
      const request: FormRequest = {
        url: this.#url,
        headers: { accept: ACCEPT, ...FORM_HEADERS, ...headers },
        body: toForm({ ...operation, query: print(operation.query) }),
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

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/** `fetch` does not report upload progress; XMLHttpRequest does. */
function sendForm(
  { url, headers, body, signal }: FormRequest,
  onProgress: ((progress: UploadProgress) => void) | undefined,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = (): void => {
      request.abort();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort);
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
    request.onloadend = () => signal?.removeEventListener('abort', abort);
    request.send(body);
  });
}

function toResponse(request: XMLHttpRequest): Response {
  const { responseText, status, statusText } = request;
  const type = request.getResponseHeader('content-type') ?? '';
  // Some statuses must not have a body, not even an empty one.
  return new Response(responseText || null, { status, statusText, headers: { 'content-type': type } });
}
