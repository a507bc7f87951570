import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@picocss/pico/css/pico.min.css';
import './style/index.css';
import { App } from './app.tsx';
import { ErrorBoundary } from './parts/error-boundary.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('The page does not have a root element');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
