import type { Logger } from 'pino';
import type { Backend } from '../backends/backend.ts';
import { openBackends, secretSettings } from '../backends/registry.ts';
import type { Config } from '../config/config.ts';
import { pathText } from '../config/config-error.ts';
import { sectionName } from '../domain/source.ts';
import { GatewayError } from '../errors/catalogue.ts';
import { uncachedReads } from '../watch/uncached-reads.ts';

export interface PingReport {
  readonly text: string;
  readonly isWell: boolean;
}

/** Accounts that are asked at the same time. */
const AT_ONCE = 20;
const NEVER = new AbortController().signal;

/** Asks each account for the first page of its list, once. Reports which accounts answer, and what a person has to do about others. */
export async function ping({ companies }: Pick<Config, 'companies'>, logger: Logger): Promise<PingReport> {
  const once = companies.map((company) => ({ ...company, accounts: withoutRetries(company.accounts) }));
  await using backends = openBackends(once, { logger, now: Date.now });
  const results: Result[] = [];
  const waiting = [...backends.all.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, backend] = next;
      results[place] = await askOnce(backend);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const failed = results.filter(({ isWell }) => !isWell);
  const summary =
    failed.length === 0
      ? `All ${results.length} accounts answer.`
      : `${failed.length} of ${results.length} accounts do not answer as they should.`;
  return { text: `${[...results.map(({ line }) => line), summary].join('\n')}\n`, isWell: failed.length === 0 };
}

interface Result {
  readonly line: string;
  readonly isWell: boolean;
}

async function askOnce(backend: Backend): Promise<Result> {
  const account = pathText(['companies', backend.company, sectionName(backend.source)]);
  const startedAt = performance.now();
  try {
    await backend.listInvoices({}, null, uncachedReads(NEVER, { calls: null, holdFetched: null }));
    return { line: `ok      ${account}  ${Math.round(performance.now() - startedAt)} ms`, isWell: true };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { line: `FAILED  ${account}  ${error.code}: ${error.message} ${adviceFor(error, backend)}`, isWell: false };
  }
}

function adviceFor({ code }: GatewayError, { source }: Backend): string {
  switch (code) {
    case 'BACKEND_UNAUTHORIZED':
      return `Replace the credentials (${secretSettings(source).join(', ')}), or ask the vendor whether they are still valid.`;
    case 'BACKEND_BAD_RESPONSE':
      return 'Check the URLs of the account.';
    case 'BACKEND_RATE_LIMITED':
      return 'Try again later.';
    default:
      return 'Check the URLs of the account and the network, then ask the vendor.';
  }
}

function withoutRetries(accounts: Config['companies'][number]['accounts']): typeof accounts {
  return Object.fromEntries(
    Object.entries(accounts).map(([source, settings]) => [source, { ...settings, retries: 0 }]),
  ) as typeof accounts;
}
