import type { IveskOperation } from '../contract.ts';
import type { S3StandIn } from '../s3/start-s3.ts';
import type { SnsStandIn } from '../sns/start-sns.ts';
import type { Clock } from '../stand-in/clock.ts';
import { type StandIn, startStandIn } from '../stand-in/stand-in.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import { iveskConventions } from './conventions.ts';
import { createDigitization, type DigitizationTimes } from './digitization.ts';
import type { Notices } from './notices.ts';
import { iveskRoutes } from './routes.ts';
import { subscribe } from './subscribe.ts';

export interface IveskOptions extends DigitizationTimes {
  readonly port: number;
  readonly pageSize: number;
  readonly columnsPageSize: number;
}

/** The services that Įvesk uses. */
export interface IveskServices {
  readonly s3: S3StandIn;
  readonly sns: SnsStandIn;
  readonly notices: Notices;
  readonly clock: Clock;
}

export async function startIvesk(
  accounts: readonly IveskAccount[],
  { s3, sns, notices, clock }: IveskServices,
  options: IveskOptions,
): Promise<StandIn<IveskOperation>> {
  const { port, pageSize, columnsPageSize } = options;
  const digitization = createDigitization(clock, options, {
    digitized: (account, id) => sns.publish(account.company, 'DIGITIZED', notices.digitized(account, id)),
    exported: (account) => sns.publish(account.company, 'EXPORTED', notices.exported(account)),
  });
  const table = iveskRoutes({
    pageSize,
    columnsPageSize,
    fileUrl: notices.fileUrl,
    uploadUrl: s3.writeUrl,
    digitize: digitization.take,
    subscribe: (account, subscription) => subscribe(sns, account, subscription),
  });
  const standIn = await startStandIn({ basePath: '/api/pub', port, table, conventions: iveskConventions(accounts) });
  return {
    ...standIn,
    async [Symbol.asyncDispose]() {
      digitization[Symbol.dispose]();
      await standIn[Symbol.asyncDispose]();
    },
  };
}
