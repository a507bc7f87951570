/** Letters that Unicode does not take apart into a plain letter and a mark. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ı: 'i', æ: 'ae', œ: 'oe', ς: 'σ' },
  // Digitized texts have typographic forms of the characters that people type.
  ...{ '“': '"', '”': '"', '„': '"', '«': '"', '»': '"', '‘': "'", '’': "'", '‚': "'" },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '−': '-' },
};
const OTHER_FORM = new RegExp(`[${Object.keys(PLAIN_LETTERS).join('')}]`, 'gu');
const PLAIN_ASCII = /^[ -@[-~]*$/;

/**
 * A text as it is searched and sorted: in lower case, without accents, with single spaces. Folded once more, it stays the same.
 * Databases fold texts differently, so the gateway does it before a text is stored or looked for.
 */
export function foldText(text: string): string {
  const plain = PLAIN_ASCII.test(text) ? text : foldLetters(text);
  return plain.trim().replace(/\s+/g, ' ');
}

/** The different words of a text, as they are searched: parts between spaces. */
export function foldedWords(text: string): readonly string[] {
  const folded = foldText(text);
  return folded === '' ? [] : [...new Set(folded.split(' '))];
}

function foldLetters(text: string): string {
  return (
    withoutMarks(text.toWellFormed())
      // Upper case first: "ß" and "SS" are then the same.
      .toUpperCase()
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(OTHER_FORM, (letter) => PLAIN_LETTERS[letter] ?? letter)
      // Soft hyphens and the like are not seen.
      .replace(/\p{Cf}/gu, '')
      .replace(/\p{Cc}/gu, ' ')
  );
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '');
}
