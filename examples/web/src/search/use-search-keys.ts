import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { Rows } from './result-table.tsx';

interface Targets {
  readonly box: RefObject<HTMLInputElement | null>;
  readonly table: RefObject<HTMLTableElement | null>;
  readonly rows: RefObject<Rows | null>;
  /** Called with the place of the row that has the focus. */
  readonly onExport: (index: number) => void;
  readonly onHelp: () => void;
}

/** Rows of a step with Page Up and Page Down. */
const STEP = 10;

/** The keys of the search page. Those of the rows work while the focus is on one of them; j and k also find the way there. */
export function useSearchKeys({ box, table, rows, onExport, onHelp }: Targets): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const isInRow = event.target instanceof Element && event.target.closest('[data-index]') !== null;
    const { active, focus } = rows.current ?? { active: 0, focus: () => {} };
    const inRow: Readonly<Record<string, () => void>> = {
      ArrowDown: () => focus(active + 1),
      ArrowUp: () => (active === 0 ? box.current?.focus() : focus(active - 1)),
      PageDown: () => focus(active + STEP),
      PageUp: () => focus(active - STEP),
      Home: () => focus(0),
      End: () => focus(Number.MAX_SAFE_INTEGER),
      e: () => onExport(active),
    };
    const anywhere: Readonly<Record<string, () => void>> = {
      '/': () => box.current?.select(),
      '?': onHelp,
      j: () => focus(isInRow ? active + 1 : active),
      k: () => focus(isInRow ? active - 1 : active),
    };
    const act =
      (isInRow && table.current?.contains(event.target as Node) ? inRow[event.key] : undefined) ?? anywhere[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** In a field, keys are text; in a dialog, they are not about the list behind it. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog') !== null;
}
