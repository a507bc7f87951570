import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { currentOperation } from './current-operation.ts';
import type { Settings } from './settings.ts';

type Headers = Readonly<Record<string, unknown>>;

/** Sends operations to /graphql, subscriptions over WebSocket. */
export function createFetcher(settings: Settings): Fetcher {
  const url = new URL('/graphql', location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol.replace('http', 'ws');
  const headersFor = rememberToken(settings);
  // Not `wsClient`: this way, each subscription has its own socket, with the editor's headers in its parameters.
  const send = createGraphiQLFetcher({ url: url.href, subscriptionUrl: socket.href });
  return (parameters, { headers } = {}) => {
    const { document, name } = currentOperation(parameters.query, parameters.operationName);
    return send(
      { ...parameters, operationName: name },
      { headers: headersFor(headers), ...(document && { documentAST: document }) },
    );
  };
}

/**
 * The headers to send for those of a tab. The first request for the schema is sent before there are any. A token that
 * was entered in one tab also applies to tabs that only have the placeholder.
 */
function rememberToken({ headers: initial, hasToken }: Settings): (headers: Headers | undefined) => Headers {
  let token: unknown = initial['authorization'];
  return (headers = initial) => {
    const sent = inLowerCase(headers);
    if (hasToken) return sent;
    if (sent['authorization'] !== initial['authorization']) token = sent['authorization'];
    return { ...sent, authorization: token };
  };
}

/** In the form in which the gateway reads connection parameters: unlike headers, their names are case-sensitive. */
function inLowerCase(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
