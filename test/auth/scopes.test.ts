import { expect, it } from 'vitest';
import type { Caller } from '../../src/auth/caller.ts';
import { hasScope, requireScope } from '../../src/auth/scopes.ts';
import { Forbidden } from '../../src/errors/catalogue.ts';

const caller: Caller = { name: 'web', companies: new Set(['acme']), scopes: new Set(['invoices:read']) };

it('a caller with the scope may go on', () => {
  expect(hasScope(caller, 'invoices:read')).toBe(true);
  expect(() => requireScope(caller, 'invoices:read')).not.toThrow();
});

it('a caller without the scope is told which one it lacks', () => {
  expect(hasScope(caller, 'bank:read')).toBe(false);
  expect(() => requireScope(caller, 'bank:read')).toThrow(
    new Forbidden('This needs the scope bank:read, which your token does not hold.'),
  );
});
