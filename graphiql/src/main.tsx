import './workers.ts';
// Imported one by one: `graphiql/style.css` is the same with 600 kB of fonts, and with Monaco's styles a second time.
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import '@graphiql/plugin-explorer/style.css';
import './style.css';
import { explorerPlugin } from '@graphiql/plugin-explorer';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createRoot } from 'react-dom/client';
import { createFetcher } from './fetcher.ts';
import { readSettings } from './settings.ts';
import { TokenHint } from './token-hint.tsx';

const settings = readSettings();
const { examples, hasToken, headers } = settings;
const headersText = JSON.stringify(headers, null, 2);
const root = document.getElementById('graphiql');
if (root === null) throw new Error('the page does not have an element for GraphiQL');

createRoot(root).render(
  <GraphiQL
    fetcher={createFetcher(settings)}
    plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
    defaultEditorToolsVisibility={hasToken ? 'variables' : 'headers'}
    defaultHeaders={headersText}
    defaultTabs={examples.map(({ query, variables }) => ({
      query,
      variables: variables === undefined ? null : JSON.stringify(variables, null, 2),
      headers: headersText,
    }))}
    inputValueDeprecation
    schemaDescription
  >
    <GraphiQL.Logo>Invoice gateway</GraphiQL.Logo>
    <GraphiQL.Footer>
      <TokenHint />
    </GraphiQL.Footer>
  </GraphiQL>,
);
