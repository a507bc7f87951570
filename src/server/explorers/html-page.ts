import type { ServerResponse } from 'node:http';
import { sendText } from '../http/route.ts';

/** Rules of a page's content security policy. Each page adds the scripts, styles and frames that it needs. */
const POLICY = [
  "default-src 'none'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
];

export function sendPage(response: ServerResponse, html: string, policy: readonly string[]): void {
  response.setHeader('content-security-policy', [...POLICY, ...policy].join('; '));
  sendText(response, 200, 'text/html; charset=utf-8', html);
}

/** Writes a value as a literal of a script, or as JSON in a script element. No text in it can end the element. */
export function inScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

/** Escapes a text that goes between tags. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/** The Authorization header of the example operations, with a placeholder if there is no token to show. */
export function authorizationOf(token: string | undefined): string {
  return `Bearer ${token ?? '<your token>'}`;
}
