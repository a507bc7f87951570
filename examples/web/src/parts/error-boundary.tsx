import { Component, type ReactNode } from 'react';
import { Notice } from './notice.tsx';

interface Props {
  readonly children: ReactNode;
}

/** Shows a message instead of a blank page if a component below fails to render. */
export class ErrorBoundary extends Component<Props, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <main className="token">
        <h1>Invoices</h1>
        <Notice
          tone="error"
          title="This page failed"
          actions={
            <button type="button" onClick={() => location.reload()}>
              Reload
            </button>
          }
        >
          The fault is in this page. Data at the gateway is not affected.
        </Notice>
      </main>
    );
  }
}
