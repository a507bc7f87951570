import type { CompanyConfig, Config } from './config.ts';
import { pathText } from './config-error.ts';

/** What a configuration is looked at for: everything, or what only matters where strangers can reach the gateway. */
export interface WeaknessOptions {
  readonly isProduction: boolean;
}

interface Named {
  readonly path: readonly string[];
  readonly value: string | undefined;
}

/** Shorter secrets, and those of fewer different characters, can be guessed. */
const MIN_LENGTH = 16;
const MIN_DIFFERENT = 6;

/** A line for each setting that is accepted and makes an attack easier. No line holds a value. */
export function findWeaknesses(config: Config, { isProduction }: WeaknessOptions): readonly string[] {
  const urls = isProduction ? [...baseUrls(config), ...jwtUrls(config)].flatMap(urlWeakness) : [];
  return [...secrets(config).flatMap(secretWeakness), ...urls, ...config.companies.flatMap(webhookWeakness)];
}

function secrets({ callers, companies }: Config): readonly Named[] {
  return [
    ...callers.map(({ name, token }) => ({ path: ['callers', name, 'token'], value: token })),
    ...companies.flatMap(({ id, lightyear, ivesk, v6 }) => [
      { path: ['companies', id, 'lightyear', 'clientSecret'], value: lightyear?.clientSecret },
      { path: ['companies', id, 'ivesk', 'apiKey'], value: ivesk?.apiKey },
      { path: ['companies', id, 'ivesk', 'webhookSecret'], value: ivesk?.webhookSecret },
      { path: ['companies', id, 'v6', 'apiKey'], value: v6?.apiKey },
    ]),
  ];
}

function secretWeakness({ path, value }: Named): readonly string[] {
  if (value === undefined) return [];
  if (value.length < MIN_LENGTH)
    return [`${pathText(path)}: has fewer than ${MIN_LENGTH} characters and can be guessed; use a long random text`];
  if (new Set(value).size < MIN_DIFFERENT)
    return [`${pathText(path)}: has fewer than ${MIN_DIFFERENT} different characters; use a long random text`];
  return [];
}

function baseUrls({ publicUrl, companies }: Config): readonly Named[] {
  return [
    { path: ['publicUrl'], value: publicUrl },
    ...companies.flatMap(({ id, lightyear, ivesk, v6 }) => [
      { path: ['companies', id, 'lightyear', 'baseUrl'], value: lightyear?.baseUrl },
      { path: ['companies', id, 'lightyear', 'tokenUrl'], value: lightyear?.tokenUrl },
      { path: ['companies', id, 'ivesk', 'baseUrl'], value: ivesk?.baseUrl },
      { path: ['companies', id, 'v6', 'baseUrl'], value: v6?.baseUrl },
    ]),
  ];
}

/** Who can change the issuer's keys on their way can write tokens of any caller. */
function jwtUrls({ jwt }: Config): readonly Named[] {
  return [
    { path: ['jwt', 'jwksUrl'], value: jwt?.jwksUrl },
    { path: ['jwt', 'issuer'], value: jwt?.issuer },
  ];
}

function urlWeakness({ path, value }: Named): readonly string[] {
  return value !== undefined && /^http:/i.test(value)
    ? [`${pathText(path)}: is not https, so that anybody on the way can read and change what is sent`]
    : [];
}

function webhookWeakness({ id, ivesk }: CompanyConfig): readonly string[] {
  return ivesk?.topicArns !== undefined && ivesk.webhookSecret === undefined
    ? [
        `companies.${id}.ivesk.webhookSecret: is missing, so that anybody can have the webhook check what they send; topicArns alone let deliveries in`,
      ]
    : [];
}
