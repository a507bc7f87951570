declare global {
  interface JSON {
    /** ES2026; the compiler's library does not have it yet. */
    rawJSON(text: string): unknown;
  }
}

/**
 * A value that JSON.stringify writes as exactly this text, such as a number with all of its digits. Throws SyntaxError
 * if the text is not JSON.
 */
export function rawJson(text: string): unknown {
  return JSON.rawJSON(text);
}
