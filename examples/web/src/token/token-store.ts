import { forgetUnknownWrites } from '../gateway/unknown-writes.ts';
import { forgetPosition } from '../live/position.ts';

const KEY = 'invoice-gateway token';

/** The token of this tab, or else the one that the development server has put into the page. */
export function knownToken(): string | undefined {
  const preset = document.querySelector<HTMLMetaElement>('meta[name="gateway-token"]')?.content;
  return sessionStorage.getItem(KEY) ?? preset;
}

export function rememberToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

/** Another token may see other events and documents: the position and the open writes of the previous one do not apply to it. */
export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
  forgetPosition();
  forgetUnknownWrites();
}
