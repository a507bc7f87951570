import type { ReactNode } from 'react';

interface Props {
  readonly tone: 'error' | 'warning' | 'info';
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons. */
  readonly actions?: ReactNode;
}

/** Something that has gone wrong or is missing, and what can be done. */
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
