import { forgetPosition } from '../live/position.ts';

const KEY = 'invoice-gateway token';

/** The token of this tab, else the one that the development server put into the page. */
export function knownToken(): string | undefined {
  const preset = document.querySelector<HTMLMetaElement>('meta[name="gateway-token"]')?.content;
  return sessionStorage.getItem(KEY) ?? preset;
}

export function rememberToken(token: string): void {
  sessionStorage.setItem(KEY, token);
}

/** Another token may see other events: where the last one got to says nothing to it. */
export function forgetToken(): void {
  sessionStorage.removeItem(KEY);
  forgetPosition();
}
