import { readFileSync } from 'node:fs';

const ROOT = new URL('../../', import.meta.url);

/** A Markdown page of the project. */
export class Page {
  readonly text: string;

  /** `path` begins at the root of the project. */
  constructor(path: string) {
    this.text = readFileSync(new URL(path, ROOT), 'utf8');
  }

  /** The code blocks of one language, in their order. */
  blocks(language: string): readonly string[] {
    return [...this.text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
  }

  /** The cells of the rows below each table with this head. Throws if the page has no such table. */
  rows(head: string): readonly (readonly string[])[] {
    const [, ...tables] = this.text.split(`\n${head}\n`);
    if (tables.length === 0) throw new Error(`The page has no table with the head ${head}`);
    return tables.flatMap(rowsOf);
  }

  /** The cells of the rows below the tables under each heading, by the heading's text. */
  rowsByHeading(head: string): ReadonlyMap<string, readonly (readonly string[])[]> {
    const sections = this.text.split(/^#{1,6} /m).slice(1);
    return new Map(
      sections.flatMap((section) => {
        const table = section.split(`\n${head}\n`)[1];
        return table === undefined ? [] : [[section.slice(0, section.indexOf('\n')), rowsOf(table)]];
      }),
    );
  }
}

/** The part of a curl command that tests send themselves. */
export function curlRequest(command: string): { readonly headers: Headers; readonly body: string } {
  const headers = [...command.matchAll(/-H '([^:]+): ([^']+)'/g)].map(([, name = '', value = '']): [string, string] => [
    name,
    value,
  ]);
  return { headers: new Headers(headers), body: /-d '(.*)'$/m.exec(command)?.[1] ?? '' };
}

/** A cell may hold a vertical bar in code, which is escaped. */
function rowsOf(table: string): readonly (readonly string[])[] {
  const [, ...lines] = (table.split('\n\n', 1)[0] ?? '').trimEnd().split('\n');
  return lines.map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}
