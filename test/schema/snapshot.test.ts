import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printSnapshot } from '../../scripts/print-snapshot.ts';
import { describeChanges } from './describe-changes.ts';
import { served } from './served-schema.ts';

describe('schema/snapshot.graphql', () => {
  test('equals the schema that the endpoint serves', async () => {
    const committed = readFileSync(new URL('../../schema/snapshot.graphql', import.meta.url), 'utf8');
    const current = printSnapshot(served);
    if (current === committed) return;
    const changes = (await describeChanges(committed, current)) || 'Only the text of the file differs.';
    expect.fail(
      `The schema differs from schema/snapshot.graphql.\n${changes}\nIf this is intended, run: npm run snapshot`,
    );
  });
});

describe('describeChanges', () => {
  test('lists breaking changes before safe ones', async () => {
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

  test('names a field whose scope changed', async () => {
    const withScope = (scope: string) => `type Query { secret: Int @requiresScopes(scopes: [["${scope}"]]) }`;
    expect(await describeChanges(withScope('bank:read'), withScope('invoices:read'))).toContain(
      'Query.secret.@requiresScopes',
    );
  });

  test('returns an empty string for equal schemas', async () => {
    expect(await describeChanges('type Query { a: Int }', 'type Query { a: Int }')).toBe('');
  });
});
