import type { V6Operation } from '../contract.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { V6Account } from '../world/v6/account.ts';
import { v6Conventions } from './conventions.ts';
import { V6_ROUTES } from './routes.ts';

/** One deployment serves both companies here, each by its own key. */
export function startV6(
  accounts: readonly V6Account[],
  { port }: { readonly port: number },
): Promise<StandIn<V6Operation>> {
  return startStandIn({ basePath: '/v6-api/rest', port, table: V6_ROUTES, conventions: v6Conventions(accounts) });
}
