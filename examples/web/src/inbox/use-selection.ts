import { useState } from 'react';

export interface Selection {
  has(id: string): boolean;
  toggle(id: string): void;
  set(ids: readonly string[]): void;
}

export function useSelection(): Selection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  return {
    has: (id) => selected.has(id),
    toggle: (id) =>
      setSelected((before) => {
        const after = new Set(before);
        if (!after.delete(id)) after.add(id);
        return after;
      }),
    set: (ids) => setSelected(new Set(ids)),
  };
}
