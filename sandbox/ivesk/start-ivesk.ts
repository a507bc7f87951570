import type { IveskOperation } from '../contract.ts';
import type { S3StandIn } from '../s3/start-s3.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { iveskManners } from './manners.ts';
import { iveskRoutes } from './routes.ts';

export interface IveskOptions {
  readonly port: number;
  readonly pageSize: number;
  readonly columnsPageSize: number;
}

export async function startIvesk(
  accounts: readonly IveskAccount[],
  s3: S3StandIn,
  { port, pageSize, columnsPageSize }: IveskOptions,
): Promise<StandIn<IveskOperation>> {
  const table = iveskRoutes({
    pageSize,
    columnsPageSize,
    fileUrl: (account, { id, document }) => {
      const title = document['filename'];
      if (id === undefined || typeof title !== 'string') return undefined;
      return s3.readUrl({ path: `/ivesk-documents/${account.companyCode}/${id}.pdf`, title });
    },
    uploadUrl: s3.writeUrl,
  });
  return startStandIn({ basePath: '/api/pub', port, table, manners: iveskManners(accounts) });
}
