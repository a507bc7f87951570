const DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

/** A calendar date, which does not depend on the time zone. */
export function formatDay(day: string): string {
  return format(DAY, `${day}T00:00:00Z`) ?? day;
}

export function formatTime(instant: string): string {
  return format(TIME, instant) ?? instant;
}

export function formatMoment(instant: string): string {
  return format(MOMENT, instant) ?? instant;
}

/** Undefined if the text is not a date: it is then shown unchanged. */
function format(how: Intl.DateTimeFormat, text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : how.format(date);
}
