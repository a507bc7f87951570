import type { LoadedConfig } from '../config/load-config.ts';

/** The report on a valid configuration: the number of its parts, and its weaknesses. */
export function describeConfig(fileName: string, { config, warnings }: LoadedConfig): string {
  const { companies, callers } = config;
  const accounts = companies.reduce((sum, company) => sum + Object.keys(company.accounts).length, 0);
  const lines = [
    `${fileName} is valid. Companies: ${companies.length}, accounts: ${accounts}, callers: ${callers.length}.`,
    ...warnings.map((warning) => `weak configuration: ${warning}`),
  ];
  return `${lines.join('\n')}\n`;
}
