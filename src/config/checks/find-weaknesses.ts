import { secretSettings, settingWeaknesses } from '../../backends/registry.ts';
import { SOURCES, sectionName } from '../../domain/source.ts';
import type { CompanyConfig, Config } from '../config.ts';
import { pathText } from '../config-error.ts';

/** Production also reports weaknesses that matter only if strangers can reach the gateway. */
export interface WeaknessOptions {
  readonly isProduction: boolean;
}

interface Named {
  readonly path: readonly PropertyKey[];
  readonly value: string | undefined;
}

/** Secrets that are shorter, or have fewer different characters, can be guessed. */
const MIN_LENGTH = 16;
const MIN_DIFFERENT = 6;

/** Returns a line for each accepted setting that makes an attack easier. Lines do not contain values. */
export function findWeaknesses(config: Config, { isProduction }: WeaknessOptions): readonly string[] {
  const urls = isProduction ? [...baseUrls(config), ...jwtUrls(config)].flatMap(urlWeakness) : [];
  return [
    ...secrets(config).flatMap(secretWeakness),
    ...urls,
    ...config.companies.flatMap(accountWeaknesses),
    ...(isProduction ? operationsWeakness(config) : []),
  ];
}

function operationsWeakness({ operations }: Config): readonly string[] {
  return operations.port === undefined
    ? [
        'operations.port: is not set: anybody who reaches the port of the gateway can read /metrics, which names companies',
      ]
    : [];
}

function secrets({ callers, companies }: Config): readonly Named[] {
  return [
    ...callers.flatMap(({ name, token }) => eachOf(['callers', name, 'token'], token)),
    ...accountsOf(companies).flatMap(({ source, path, settings }) =>
      secretSettings(source).flatMap((name) => eachOf([...path, name], settings.get(name))),
    ),
  ];
}

/** A secret can be a text or a list. One that is not being replaced is named like the key itself. */
function eachOf(path: readonly PropertyKey[], given: unknown): readonly Named[] {
  const values: readonly unknown[] = Array.isArray(given) ? given : [given];
  const texts = values.filter((value) => typeof value === 'string');
  return texts.map((value, index) => ({ path: texts.length === 1 ? path : [...path, index], value }));
}

function secretWeakness({ path, value }: Named): readonly string[] {
  if (value === undefined) return [];
  if (value.length < MIN_LENGTH)
    return [`${pathText(path)}: has fewer than ${MIN_LENGTH} characters and can be guessed; use a long random text`];
  if (new Set(value).size < MIN_DIFFERENT)
    return [`${pathText(path)}: has fewer than ${MIN_DIFFERENT} different characters; use a long random text`];
  return [];
}

/** Every setting of an account that is a URL. */
function baseUrls({ publicUrl, companies }: Config): readonly Named[] {
  return [
    { path: ['publicUrl'], value: publicUrl },
    ...accountsOf(companies).flatMap(({ path, settings }) =>
      [...settings].filter(isText).map(([name, value]) => ({ path: [...path, name], value })),
    ),
  ];
}

/** An attacker who can change the issuer's keys in transit can forge tokens of any caller. */
function jwtUrls({ jwt }: Config): readonly Named[] {
  return [
    { path: ['jwt', 'jwksUrl'], value: jwt?.jwksUrl },
    { path: ['jwt', 'issuer'], value: jwt?.issuer },
  ];
}

function urlWeakness({ path, value }: Named): readonly string[] {
  return value !== undefined && /^http:/i.test(value)
    ? [`${pathText(path)}: is not https: anybody on the network path can read and change the traffic`]
    : [];
}

function accountWeaknesses({ id, accounts }: CompanyConfig): readonly string[] {
  return SOURCES.flatMap((source) =>
    settingWeaknesses(source, accounts).map(
      ({ setting, text }) => `${pathText(['companies', id, sectionName(source), setting])}: ${text}`,
    ),
  );
}

/** All accounts with their settings. */
function accountsOf(companies: readonly CompanyConfig[]) {
  return companies.flatMap(({ id, accounts }) =>
    SOURCES.map((source) => ({
      source,
      path: ['companies', id, sectionName(source)],
      settings: new Map<string, unknown>(Object.entries(accounts[source] ?? {})),
    })),
  );
}

function isText(entry: [string, unknown]): entry is [string, string] {
  return typeof entry[1] === 'string';
}
