/** JSON.stringify would use up the stack: it goes down by calling itself. */
export function deepJson(variables: Readonly<Record<string, unknown>>): string {
  const parts: string[] = [];
  const stack: unknown[] = [variables];
  while (stack.length > 0) {
    const value = stack.pop();
    if (value instanceof Text) parts.push(value.text);
    else if (Array.isArray(value)) stack.push(new Text(']'), ...separated(value.map((item) => [item])), new Text('['));
    else if (typeof value === 'object' && value !== null)
      stack.push(
        new Text('}'),
        ...separated(Object.entries(value).map(([key, item]) => [item, new Text(`${JSON.stringify(key)}:`)])),
        new Text('{'),
      );
    else parts.push(JSON.stringify(value));
  }
  return parts.join('');
}

class Text {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

function separated(groups: readonly unknown[][]): unknown[] {
  return groups.flatMap((group, index) => (index === 0 ? group : [new Text(','), ...group]));
}
