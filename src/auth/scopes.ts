import { Forbidden } from '../errors/catalogue.ts';
import type { Caller, Scope } from './caller.ts';

/** Asks, where a field can do with less. */
export const hasScope = (caller: Caller, scope: Scope): boolean => caller.scopes.has(scope);

/** Throws Forbidden, with the scope that is missing, where the caller lacks it. */
export const requireScope = (caller: Caller, scope: Scope): void => {
  if (!hasScope(caller, scope)) throw new Forbidden(`This needs the scope ${scope}, which your token does not hold.`);
};
