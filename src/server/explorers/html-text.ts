/** A value as a literal of a script or as the JSON in a script element, which no text in it can end. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** A text between tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** What both pages send with each operation. Without a token, a place to put one. */
export function authorizationOf(token: string | undefined): string {
  return `Bearer ${token ?? '<your token>'}`;
}
