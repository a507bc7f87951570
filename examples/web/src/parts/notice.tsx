import type { ReactNode } from 'react';

interface Props {
  readonly tone: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** A message about a failure or missing data, with actions. */
export function Notice({ tone, title, children, actions }: Props) {
  return (
    <div className="notice" data-tone={tone} role={tone === 'error' ? 'alert' : 'status'}>
      <div>
        <strong>{title}</strong>
        {children && <p>{children}</p>}
      </div>
      {actions && <div className="actions">{actions}</div>}
    </div>
  );
}
