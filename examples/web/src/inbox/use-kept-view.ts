import { useLayoutEffect, useRef } from 'react';

/** Comes back to where one was: the scroll position, and the element that had the focus. */
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
