/**
 * The rows of a CSV text (RFC 4180) as records, by the names in its header row. The separator is a semicolon if the
 * header row uses it, as some spreadsheets do. Empty lines are left out, and a cell without a name is refused.
 */
export function parseCsv(text: string): readonly Readonly<Record<string, string>>[] {
  const separator = /^[^\r\n]*;/.test(text) ? ';' : ',';
  const cells = rowsOf(text, separator).map((row) => row.map((cell) => cell.trim()));
  const [names = [], ...rows] = cells.filter((row) => row.some(Boolean));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new SyntaxError(`Two columns are named "${twice}"`);
  return rows.map((row, index) => {
    if (row.slice(names.length).some(Boolean))
      throw new SyntaxError(`Row ${index + 1}: more cells than the header row`);
    return Object.fromEntries(names.map((name, column) => [name, row[column] ?? '']));
  });
}

function rowsOf(text: string, separator: string): readonly string[][] {
  // A cell and its terminator.
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\\r\\n]*))(${separator}|\\r?\\n|$)`, 'y');
  const rows: string[][] = [[]];
  while (cell.lastIndex < text.length) {
    const start = cell.lastIndex;
    const found = cell.exec(text);
    if (found === null) {
      const rest = text.slice(start, start + 20);
      throw new SyntaxError(`Row ${rows.length - 1}: unexpected quotation mark: ${rest}`);
    }
    const [, quoted, plain = '', end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== separator) rows.push([]);
  }
  return rows;
}
