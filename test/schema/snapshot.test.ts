import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printSnapshot } from '../../scripts/print-snapshot.ts';
import { describeChanges } from './describe-changes.ts';
import { served } from './served-schema.ts';

describe('schema/snapshot.graphql', () => {
  test('is the schema that the endpoint serves', async () => {
    const committed = readFileSync(new URL('../../schema/snapshot.graphql', import.meta.url), 'utf8');
    const current = printSnapshot(served);
    if (current === committed) return;
    const changes = (await describeChanges(committed, current)) || 'Nothing but the text of the file';
    expect.fail(
      `The schema is not the one in schema/snapshot.graphql.\n${changes}\nWhere this is meant: npm run snapshot`,
    );
  });
});

describe('describeChanges', () => {
  test('names what breaks callers before what does not', async () => {
    const before = 'type Query { old: Int  kept: Int }';
    const after = 'type Query { kept: Int  new: Int }';
    expect(await describeChanges(before, after)).toBe(
      [
        'Breaking for callers:',
        "- Field 'old' was removed from object type 'Query'",
        'Safe:',
        "- Field 'new' was added to object type 'Query'",
      ].join('\n'),
    );
  });

  test('names a field whose scope has changed', async () => {
    const withScope = (scope: string) => `type Query { secret: Int @requiresScopes(scopes: [["${scope}"]]) }`;
    expect(await describeChanges(withScope('bank:read'), withScope('invoices:read'))).toContain(
      'Query.secret.@requiresScopes',
    );
  });

  test('says nothing of schemas that are the same', async () => {
    expect(await describeChanges('type Query { a: Int }', 'type Query { a: Int }')).toBe('');
  });
});
