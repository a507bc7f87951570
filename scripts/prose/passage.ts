/** A comment, a description, a paragraph, a title or a message, with its place in the file. */
export interface Passage {
  readonly kind: PassageKind;
  /** Offset of its first character in the file. */
  readonly start: number;
  /**
   * As long as in the file, so that offsets agree. Spaces replace the marks of comments and Markdown, and underscores
   * replace code and quotations: an underscore reads as a noun.
   */
  readonly text: string;
}

export type PassageKind = 'comment' | 'description' | 'paragraph' | 'heading' | 'title' | 'message';

const NOT_OF_ITS_AUTHOR = [
  /`[^`]*`/g, // code
  /"[^"\n]{1,200}"|“[^”]{1,200}”/g, // quotations
  /\bhttps?:\/\/[^\s)>\]]+[^\s)>\].,;:]/g, // addresses
];

/** Replaces code, quotations and addresses in prose by underscores. */
export function maskQuoted(text: string): string {
  return NOT_OF_ITS_AUTHOR.reduce((masked, pattern) => masked.replace(pattern, asNoun), text);
}

/** The same layout without a character of the text. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}

/** The same layout, as words without a meaning. */
export function asNoun(text: string): string {
  return text.replace(/[^\n]/g, '_');
}
