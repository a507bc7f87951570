import type { LightyearOperation } from '../contract.ts';
import type { S3StandIn } from '../s3/start-s3.ts';
import type { Clock } from '../stand-in/clock.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import { lightyearConventions } from './conventions.ts';
import { createExportableList, type KeyPolicy } from './exportable-list.ts';
import { createMatchPages } from './match-pages.ts';
import { lightyearRoutes } from './routes.ts';
import { createTokenBook, type TokenBook } from './token-book.ts';

export interface LightyearStandIn extends StandIn<LightyearOperation> {
  readonly tokens: TokenBook;
}

export interface LightyearOptions {
  readonly port: number;
  readonly pageSize: number;
  readonly matchesPageSize: number;
  readonly keyPolicy: KeyPolicy;
  /** Time from the start of an import until it is finished. 0: when it is first read. Infinity: never. */
  readonly importMs: number;
}

export async function startLightyear(
  accounts: readonly LightyearAccount[],
  s3: S3StandIn,
  clock: Clock,
  options: LightyearOptions,
): Promise<LightyearStandIn> {
  const tokens = createTokenBook();
  const table = lightyearRoutes({
    clients: new Map(accounts.map(({ clientId, clientSecret }) => [clientId, clientSecret])),
    tokens,
    clock,
    importMs: options.importMs,
    listExportable: createExportableList(options.pageSize, options.keyPolicy),
    pageOfMatches: createMatchPages(options.matchesPageSize),
    downloadUrl: (account, invoiceId) => {
      const title = account.fileName(invoiceId);
      if (title === undefined) return undefined;
      return s3.sampleUrl({ path: `/lightyear-documents/${account.companyId}/${invoiceId.toLowerCase()}.pdf`, title });
    },
  });
  const conventions = lightyearConventions(accounts, tokens);
  const standIn = await startStandIn({ basePath: '', port: options.port, table, conventions });
  return { ...standIn, tokens };
}
