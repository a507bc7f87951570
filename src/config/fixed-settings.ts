import { isDeepStrictEqual } from 'node:util';
import type { Config } from './config.ts';
import { ConfigError, faultLine } from './config-error.ts';
import { entriesOf } from './raw-value.ts';

/** The settings of stores, servers and memory, which are set up once. Each other setting can change while the gateway runs. */
const SECTIONS = ['storage', 'cache', 'events', 'writes', 'index', 'webhooks', 'explorers', 'operations'] as const;

const LIMITS = [
  'maxFields',
  'maxAnswerBytes',
  'maxConnections',
  'maxReceivingBytes',
  'maxSendingBytes',
  'maxFetchedBytes',
  'maxRetainedBytes',
  'maxUploads',
  'maxDiskBytes',
  'maxQueuedCalls',
  'stallTimeoutMs',
] as const satisfies readonly (keyof Config['limits'])[];

/** Throws ConfigError with a line for each setting that differs and cannot change while the gateway runs. */
export function checkFixedSettings(current: Config, next: Config): void {
  const paths = [
    ...SECTIONS.flatMap((section) =>
      differences(current[section], next[section]).map((key) => [section, key] as const),
    ),
    ...LIMITS.filter((limit) => current.limits[limit] !== next.limits[limit]).map((key) => ['limits', key] as const),
  ];
  if (paths.length === 0) return;
  throw new ConfigError(
    paths.map((path) => faultLine({ path, text: 'cannot change while the gateway runs: restart it' })),
  );
}

function differences(before: object, after: object): readonly string[] {
  const [old, now] = [new Map(entriesOf(before)), new Map(entriesOf(after))];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)));
}
