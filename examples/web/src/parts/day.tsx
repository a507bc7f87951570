import { Nothing } from './amount.tsx';
import { formatDay } from './format-date.ts';

export function Day({ day }: { readonly day: string | null }) {
  return day === null ? <Nothing /> : <time dateTime={day}>{formatDay(day)}</time>;
}
