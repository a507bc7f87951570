/**
 * The rows of a CSV text (RFC 4180), as records by the names of its first row. With semicolons where those stand between
 * the names, as some spreadsheets write it. Empty lines are left out.
 */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const separator = /^[^\r\n]*;/.test(text) ? ';' : ',';
  const [names = [], ...rows] = rowsOf(text, separator).filter((row) => row.some((cell) => cell.trim() !== ''));
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index]?.trim() ?? ''])));
}

function rowsOf(text: string, separator: string): readonly string[][] {
  // A cell with what ends it.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex;
    const found = cell.exec(text);
    if (found === null) {
      const rest = text.slice(start, start + 20);
      throw new SyntaxError(`Row ${rows.length - 1}: a quotation mark stands where none can: ${rest}`);
    }
    const [, quoted, plain = '', end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== separator) rows.push([]);
  }
  return rows;
}
