declare global {
  interface JSON {
    /** ES2026; the compiler's library does not have it yet. */
    rawJSON(text: string): unknown;
  }
}

/** What JSON.stringify writes as this text: a number with all of its digits. Throws SyntaxError for what is no JSON. */
export function rawJson(text: string): unknown {
  return JSON.rawJSON(text);
}
