import { useLayoutEffect, useRef } from 'react';

/** Restores the scroll position and the focus when the user returns. */
export function useKeptView(): void {
  const scroll = useRef(0);
  const focus = useRef<Element>(null);
  useLayoutEffect(() => {
    window.scrollTo(0, scroll.current);
    if (focus.current instanceof HTMLElement) focus.current.focus({ preventScroll: true });
    const note = () => {
      scroll.current = window.scrollY;
      focus.current = document.activeElement;
    };
    window.addEventListener('scroll', note, { passive: true });
    window.addEventListener('focusin', note);
    return () => {
      window.removeEventListener('scroll', note);
      window.removeEventListener('focusin', note);
    };
  }, []);
}
