/** A document's key at its source, as it is stored. */
export function subjectText(key: readonly string[]): string;
export function subjectText(key: readonly string[] | null): string | null;
export function subjectText(key: readonly string[] | null): string | null {
  return key === null ? null : JSON.stringify(key);
}

export function toSubject(text: string | null): readonly string[] | null {
  return text === null ? null : (JSON.parse(text) as readonly string[]);
}
