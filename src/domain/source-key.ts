/**
 * True for a text that can be a source's own key: it has to stand in a path as one percent-encoded segment, where "." and
 * ".." would name another path.
 */
export function isSourceKey(text: string): boolean {
  return text.trim() !== '' && text !== '.' && text !== '..' && text.length <= 200 && text.isWellFormed();
}
