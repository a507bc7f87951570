const KEY = 'invoice-gateway last event';

/** The last event that this tab has seen: where it goes on after it was loaded again. */
export function lastPosition(): string | null {
  return sessionStorage.getItem(KEY);
}

export function rememberPosition(eventId: string): void {
  sessionStorage.setItem(KEY, eventId);
}

export function forgetPosition(): void {
  sessionStorage.removeItem(KEY);
}
