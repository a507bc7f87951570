const DAY_MS = 86_400_000;

/** The calendar date (UTC) this many days before. */
export function dateBefore(now: Date, days: number): string {
  return instantBefore(now, days).toISOString().slice(0, 10);
}

export function instantBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}

/** The world is the same for a whole day (UTC), and all its dates are in the past. */
export function startOfDay(now: Date): Date {
  return new Date(now.getTime() - (now.getTime() % DAY_MS));
}

/** The date this many days later. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Writes midnight of a date in a company's time zone. */
export type Zone = (date: string) => string;

/** One offset for the whole year. */
export function fixedZone(offset: string): Zone {
  return (date) => `${date}T00:00:00${offset}`;
}

/** Offset in whole hours in winter, one more from the last Sunday of March to the last Sunday of October. */
export function europeanZone(winterHours: number): Zone {
  return (date) => {
    const year = Number(date.slice(0, 4));
    const isSummer = date > lastSunday(year, 3) && date <= lastSunday(year, 10);
    return `${date}T00:00:00+${String(winterHours + (isSummer ? 1 : 0)).padStart(2, '0')}:00`;
  };
}

/** For a month with 31 days. */
function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month - 1, 31));
  return new Date(last.getTime() - last.getUTCDay() * DAY_MS).toISOString().slice(0, 10);
}
