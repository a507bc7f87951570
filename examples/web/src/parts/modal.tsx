import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  /** If true, neither Escape nor the button closes the dialog. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** A modal dialog. The browser keeps the focus in it, and restores the focus afterwards. */
export function Modal({ title, onClose, isBusy = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // By default the browser focuses the first button, which closes the dialog.
    opened?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      // The browser restores the focus only if the dialog is closed; the element that had it may have been removed.
      opened?.close();
      const { activeElement, body } = document;
      if (activeElement === body || opened?.contains(activeElement))
        document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    if (!isBusy) return;
    // Without support for `closedby`, a second Escape closes the dialog without a cancel event. The focus may be
    // outside, since the button is disabled.
    const keep = (event: KeyboardEvent) => {
      if (event.key === 'Escape') event.preventDefault();
    };
    window.addEventListener('keydown', keep);
    return () => window.removeEventListener('keydown', keep);
  }, [isBusy]);
  return (
    <dialog
      ref={dialog}
      closedby={isBusy ? 'none' : 'closerequest'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        if (isBusy) event.preventDefault();
      }}
      onClose={() => {
        // In development effects run twice, so the dialog may be open again.
        if (dialog.current?.open !== true) onClose();
      }}
    >
      <article>
        <header>
          <h2 id={titleId}>{title}</h2>
          <button
            type="button"
            className="close"
            aria-label="Close"
            disabled={isBusy}
            onClick={() => dialog.current?.close()}
          />
        </header>
        {children}
      </article>
    </dialog>
  );
}
