import { randomBytes } from 'node:crypto';
import { type Route, sendText } from '../http/route.ts';
import type { Example } from './example-operations.ts';
import { authorizationOf, escapeHtml, inScript } from './html-text.ts';

/** What Apollo Sandbox starts with. */
export interface LandingPage {
  /** The sources' names, for people. */
  readonly sources: readonly string[];
  readonly examples: readonly Example[];
  /** Only where the gateway runs on sample data: a token that everybody may see. */
  readonly token?: string;
}

const CDN = 'https://embeddable-sandbox.cdn.apollographql.com';

/** Apollo Sandbox for this endpoint. It comes from Apollo's own host: where that cannot be had, the page says what to do. */
export function createLandingPageRoute(page: LandingPage): Route {
  return (_request, response) => {
    const nonce = randomBytes(16).toString('base64url');
    response.setHeader('content-security-policy', policyFor(nonce));
    sendText(response, 200, 'text/html; charset=utf-8', render(page, nonce));
  };
}

function policyFor(nonce: string): string {
  return [
    "default-src 'none'",
    "connect-src 'self'",
    `script-src 'nonce-${nonce}' ${CDN}`,
    `style-src 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    'frame-src https://sandbox.embed.apollographql.com',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What the embedded page is given; where the endpoint is, only the browser knows. */
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
      // The schema is asked for with these, which nobody can edit: a token that is still to be filled in is none of them.
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
<p>Apollo Sandbox appears here. It is loaded from apollographql.com. Without a way there use <a href="/graphiql">GraphiQL</a>,
which comes from this gateway, or ask like this:</p>
<pre>${curlCommand(authorizationOf(token))}</pre>
<p>${token === undefined ? 'The token is one that the operator of this gateway gave you.' : 'This gateway runs on sample data, and its token is no secret.'}</p>
<h2>A query to start with</h2>
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

/** As HTML: where it is sent to, only the browser knows. */
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
