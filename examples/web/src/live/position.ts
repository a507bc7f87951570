const KEY = 'invoice-gateway last event';

/** The id of the last event that this tab has received, to resume after a reload. */
export function lastPosition(): string | null {
  return sessionStorage.getItem(KEY);
}

export function rememberPosition(eventId: string): void {
  sessionStorage.setItem(KEY, eventId);
}

export function forgetPosition(): void {
  sessionStorage.removeItem(KEY);
}
