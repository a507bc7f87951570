const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** A day of the calendar, which is the same in every time zone. */
export function formatDay(day: string): string {
  return format(DAY, `${day}T00:00:00Z`) ?? day;
}

export function formatTime(instant: string): string {
  return format(TIME, instant) ?? instant;
}

/** Undefined for what is no date: it is shown as it stands. */
function format(how: Intl.DateTimeFormat, text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : how.format(date);
}
