import { randomBytes } from 'node:crypto';
import type { Route } from '../http/route.ts';
import type { Example } from './example-operations.ts';
import { authorizationOf, escapeHtml, inScript, sendPage } from './html-page.ts';

/** The initial state of Apollo Sandbox. */
export interface LandingPage {
  /** Display names of the sources. */
  readonly sources: readonly string[];
  readonly examples: readonly Example[];
  /** A public token. Only set if the gateway runs on sample data. */
  readonly token?: string;
}

const CDN = 'https://embeddable-sandbox.cdn.apollographql.com';

/** Serves Apollo Sandbox for this endpoint. Its script comes from Apollo's host; if that cannot be reached, the page offers alternatives. */
export function createLandingPageRoute(page: LandingPage): Route {
  return (_request, response) => {
    const nonce = randomBytes(16).toString('base64url');
    sendPage(response, render(page, nonce), policyFor(nonce));
  };
}

function policyFor(nonce: string): readonly string[] {
  return [
    `script-src 'nonce-${nonce}' ${CDN}`,
    `style-src 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    'frame-src https://sandbox.embed.apollographql.com',
  ];
}

/** Options of the embedded page. The browser adds the endpoint's URL, which the gateway does not know. */
function optionsOf({ examples, token }: LandingPage): object {
  const headers = { authorization: authorizationOf(token) };
  return {
    target: '#sandbox',
    endpointIsEditable: false,
    hideCookieToggle: true,
    runTelemetry: false,
    initialState: {
      document: examples.map(({ query }) => query).join('\n'),
      variables: Object.assign({}, ...examples.map(({ variables }) => variables)),
      headers,
      // Introspection sends these headers. Users cannot edit them, so a placeholder must not be among them.
      ...(token !== undefined && { sharedHeaders: headers }),
      includeCookies: false,
      pollForSchemaUpdates: false,
    },
  };
}

function render(page: LandingPage, nonce: string): string {
  const { sources, examples, token } = page;
  const [first] = examples;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Invoice gateway</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body>
<main>
<h1>Invoice gateway</h1>
<p>One GraphQL endpoint over ${escapeHtml(new Intl.ListFormat('en-GB').format(sources))}: <code data-endpoint>/graphql</code></p>
<p>Apollo Sandbox appears here. It is loaded from apollographql.com. If your network does not reach it, use <a href="/graphiql">GraphiQL</a>,
which this gateway serves, or send a request:</p>
<pre>${curlCommand(authorizationOf(token))}</pre>
<p>${token === undefined ? 'Use the token that you received from the operator of this gateway.' : 'This gateway runs on sample data, and its token is public.'}</p>
<h2>Your first query</h2>
<pre>${escapeHtml(first?.query ?? '')}</pre>
</main>
<div id="sandbox"></div>
<script nonce="${nonce}">
const endpoint = new URL('/graphql', location.href).href;
for (const place of document.querySelectorAll('[data-endpoint]')) place.textContent = endpoint;
</script>
<script nonce="${nonce}" src="${CDN}/v2/embeddable-sandbox.umd.production.min.js"></script>
<script nonce="${nonce}">
if (window.EmbeddedSandbox) {
  document.body.classList.add('with-sandbox');
  const initialSubscriptionEndpoint = endpoint.replace(/^http/, 'ws');
  new window.EmbeddedSandbox({ ...${inScript(optionsOf(page))}, initialEndpoint: endpoint, initialSubscriptionEndpoint });
}
</script>
</body>
</html>
`;
}

/** The command as HTML. A script fills in the endpoint's URL, which only the browser knows. */
function curlCommand(authorization: string): string {
  const options = [
    `-H 'authorization: ${authorization}'`,
    "-H 'content-type: application/json'",
    `-d '{"query":"{ companies { id name } }"}'`,
  ];
  return ['curl <span data-endpoint>/graphql</span>', ...options.map(escapeHtml)].join(' \\\n  ');
}

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: light-dark(#1f2430, #e3e6ee); background: light-dark(#f6f7f9, #15181f) }
a { color: light-dark(#0b57d0, #8ab4f8) }
main { max-width: 46rem; margin: 3rem auto; padding: 0 1.5rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.1rem; margin-top: 2rem }
pre { background: light-dark(#fff, #1d212b); border: 1px solid light-dark(#d9dde5, #363c4a); border-radius: 6px; padding: 1rem; overflow-x: auto; font-size: 0.85rem }
#sandbox { display: none; position: fixed; inset: 0 }
#sandbox iframe { width: 100%; height: 100%; border: 0 }
.with-sandbox main { display: none } .with-sandbox #sandbox { display: block }
`;
