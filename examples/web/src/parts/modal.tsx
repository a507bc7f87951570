import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  /** While it is true, neither Escape nor the button closes it. */
  readonly isBusy?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the page. The browser keeps the focus in it, and gives it back where it was. */
export function Modal({ title, onClose, isBusy = false, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // The browser gives the focus to the first button, which closes it.
    opened?.querySelector<HTMLElement>('[data-first]')?.focus();
    return () => {
      // Only a dialog that was closed gives the focus back; what had it may be gone by now.
      opened?.close();
      const { activeElement, body } = document;
      if (activeElement === body || opened?.contains(activeElement))
        document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    if (!isBusy) return;
    // Where `closedby` is not known, the second Escape closes it without asking. The focus may be anywhere: its button is disabled.
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
        // In development an effect runs twice: it may be open again.
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
