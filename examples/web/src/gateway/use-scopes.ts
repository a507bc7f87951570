import { useViewerScopesQuery } from 'invoice-gateway-client/react';
import { usePlace } from '../navigation/location.ts';

/** Returns a function that tells whether the token has a scope. As long as this is not known, it is true: the gateway decides. */
export function useScopes(): (scope: string) => boolean {
  const { page } = usePlace();
  // The lists bring the scopes with them.
  const isBrought = page === 'inbox' || page === 'search';
  const { data } = useViewerScopesQuery({ fetchPolicy: isBrought ? 'cache-only' : 'cache-first' });
  return (scope) => data?.viewer.scopes.includes(scope) ?? true;
}
