import { parseArgs } from 'node:util';
import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/config-error.ts';
import { forgetCompany } from '../store/forget-company.ts';
import { openDatabase } from '../store/open-store.ts';

const USAGE = 'name one company: npm run gateway -- forget --company acme';

/**
 * Removes everything that the store has of a company: its documents, events, writes and the progress of its watches. Returns a report
 * for people. Throws ConfigError for wrong arguments, or if the store cannot be opened.
 */
export async function forget(
  args: readonly string[],
  { storage, companies }: Pick<Config, 'storage' | 'companies'>,
  logger: Logger,
): Promise<string> {
  const company = companyIn(args);
  await using database = await openDatabase(storage, { logger, now: Date.now });
  const { documents, events, writes } = await forgetCompany(database, company);
  const isConfigured = companies.some(({ id }) => id === company);
  const warning = isConfigured
    ? `\n${company} is still in the configuration: a gateway that runs with it reads its documents again.`
    : '';
  return `Removed of ${company}: documents ${documents}, events ${events}, writes ${writes}.${warning}\n`;
}

function companyIn(args: readonly string[]): string {
  try {
    const { values } = parseArgs({ args: [...args], options: { company: { type: 'string' } } });
    if (values.company !== undefined && values.company !== '') return values.company;
  } catch (error) {
    throw new ConfigError([`forget: ${error instanceof Error ? error.message : 'wrong arguments'}; ${USAGE}`]);
  }
  throw new ConfigError([`forget: ${USAGE}`]);
}
