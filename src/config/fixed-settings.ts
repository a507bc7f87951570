import { isDeepStrictEqual } from 'node:util';
import type { Config } from './config.ts';
import { ConfigError, faultLine } from './config-error.ts';
import { entriesOf } from './reading/raw-value.ts';

/** `STARTED`: set up once, when the gateway starts. `RELOADED`: can change while it runs. */
type Kind = 'STARTED' | 'RELOADED';

/** Settings of stores and servers are set up once. */
const SECTIONS: Readonly<Record<Exclude<keyof Config, 'limits' | 'server'>, Kind>> = {
  publicUrl: 'RELOADED',
  companies: 'RELOADED',
  callers: 'RELOADED',
  jwt: 'RELOADED',
  storage: 'STARTED',
  cache: 'STARTED',
  events: 'STARTED',
  writes: 'STARTED',
  index: 'STARTED',
  watch: 'RELOADED',
  trustedDocuments: 'RELOADED',
  logs: 'RELOADED',
  webhooks: 'STARTED',
  explorers: 'STARTED',
  operations: 'STARTED',
};

/** The port is opened once. A certificate can be replaced, but not be added or taken away. */
const SERVER: Readonly<Record<keyof Config['server'], Kind>> = {
  trustProxy: 'RELOADED',
  cors: 'RELOADED',
  tls: 'RELOADED',
  idleTimeoutMs: 'STARTED',
  headersTimeoutMs: 'STARTED',
  bodyTimeoutMs: 'RELOADED',
};

/** Limits of the process are set up once; limits of requests are read for each of them. */
const LIMITS: Readonly<Record<keyof Config['limits'], Kind>> = {
  maxBodyBytes: 'RELOADED',
  maxUploadBytes: 'RELOADED',
  maxDepth: 'RELOADED',
  maxTokens: 'RELOADED',
  operationTimeoutMs: 'RELOADED',
  maxQueryCharacters: 'RELOADED',
  maxSelections: 'RELOADED',
  maxAliases: 'RELOADED',
  maxRootFields: 'RELOADED',
  maxFields: 'STARTED',
  maxRestCalls: 'RELOADED',
  maxAnswerBytes: 'STARTED',
  maxOperations: 'RELOADED',
  maxConnections: 'STARTED',
  maxSubscriptions: 'RELOADED',
  maxReceivingBytes: 'STARTED',
  maxSendingBytes: 'STARTED',
  maxFetchedBytes: 'STARTED',
  maxRetainedBytes: 'STARTED',
  maxUploads: 'STARTED',
  maxDiskBytes: 'STARTED',
  maxQueuedCalls: 'STARTED',
  stallTimeoutMs: 'STARTED',
  requestsPerMinute: 'RELOADED',
  failedLoginsPerMinute: 'RELOADED',
};

/** Throws ConfigError with a line for each setting that differs and cannot change while the gateway runs. */
export function checkFixedSettings(current: Config, next: Config): void {
  const [before, after] = [new Map(entriesOf(current)), new Map(entriesOf(next))];
  const changed = [
    ...startedIn(SECTIONS).flatMap((section) =>
      differences(before.get(section), after.get(section)).map((key) => [section, key]),
    ),
    ...differences(current.server, next.server, startedIn(SERVER)).map((key) => ['server', key]),
    ...((current.server.tls === undefined) === (next.server.tls === undefined) ? [] : [['server', 'tls']]),
    ...differences(current.limits, next.limits, startedIn(LIMITS)).map((key) => ['limits', key]),
  ];
  if (changed.length === 0) return;
  throw new ConfigError(
    changed.map((path) => faultLine({ path, text: 'cannot change while the gateway runs: restart it' })),
  );
}

function startedIn(kinds: Readonly<Record<string, Kind>>): readonly string[] {
  return Object.keys(kinds).filter((key) => kinds[key] === 'STARTED');
}

function differences(before: unknown, after: unknown, among?: readonly string[]): readonly string[] {
  const [old, now] = [new Map(entriesOf(before)), new Map(entriesOf(after))];
  const keys = among ?? [...new Set([...old.keys(), ...now.keys()])];
  return keys.filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)));
}
