/** True for a text of more characters than `max`, an emoji being one and not two. */
export function hasMoreCharactersThan(max: number, text: string): boolean {
  // Each character is one or two units: most texts need no counting.
  if (text.length <= max) return false;
  return text.length > 2 * max || [...text].length > max;
}
