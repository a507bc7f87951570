import type { IveskOperation } from '../contract.ts';
import type { S3StandIn } from '../s3/start-s3.ts';
import type { Clock } from '../stand-in/clock.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { createDigitization, type DigitizationTimes } from './digitization.ts';
import { iveskManners } from './manners.ts';
import { iveskRoutes } from './routes.ts';

export interface IveskOptions extends DigitizationTimes {
  readonly port: number;
  readonly pageSize: number;
  readonly columnsPageSize: number;
}

export async function startIvesk(
  accounts: readonly IveskAccount[],
  s3: S3StandIn,
  clock: Clock,
  options: IveskOptions,
): Promise<StandIn<IveskOperation>> {
  const { port, pageSize, columnsPageSize } = options;
  const digitization = createDigitization(clock, options);
  const table = iveskRoutes({
    pageSize,
    columnsPageSize,
    fileUrl: (account, { id, document, file }) => {
      if (file !== undefined) return s3.readUrl(file);
      const title = document['filename'];
      if (id === undefined || typeof title !== 'string') return undefined;
      return s3.sampleUrl({ path: `/ivesk-documents/${account.companyCode}/${id}.pdf`, title });
    },
    uploadUrl: s3.writeUrl,
    digitize: digitization.take,
  });
  const standIn = await startStandIn({ basePath: '/api/pub', port, table, manners: iveskManners(accounts) });
  return {
    ...standIn,
    async [Symbol.asyncDispose]() {
      digitization[Symbol.dispose]();
      await standIn[Symbol.asyncDispose]();
    },
  };
}
