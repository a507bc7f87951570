import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { currentOperation } from './current-operation.ts';
import type { Settings } from './settings.ts';

type Headers = Readonly<Record<string, unknown>>;

/** Sends operations to /graphql, and subscriptions over WebSocket. */
export function createFetcher(settings: Settings): Fetcher {
  const url = new URL('/graphql', location.href);
  const socket = new URL(url);
  socket.protocol = url.protocol.replace('http', 'ws');
  const headersFor = rememberToken(settings);
  // Without `wsClient`, each subscription has a socket of its own, with the headers of the editor in its parameters.
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
 * Returns the headers to send for those of a tab. GraphiQL reads the schema before a tab has headers. A token that was
 * entered in one tab is also sent from tabs that still have the placeholder.
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

/** Connection parameters are case-sensitive, unlike headers. The gateway reads them in lower case. */
function inLowerCase(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
