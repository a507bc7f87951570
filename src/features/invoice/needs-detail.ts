import type { FieldNode } from 'graphql';

/** What is known of an invoice before it is read. */
const NAME: ReadonlySet<string> = new Set(['__typename', 'id', 'source', 'sourceId', 'company']);

/** True where any of the fields selected on an invoice has to be read from its document. */
export function needsDetail(selected: readonly FieldNode[]): boolean {
  return selected.some(({ name }) => !NAME.has(name.value));
}
