import { readFileSync } from 'node:fs';
import { ConfigError } from '../../src/config/config-error.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import type { Environment } from '../../src/config/reading/substitute-variables.ts';

/** Every setting there is. */
export const EXAMPLE = readFileSync(new URL('example.yaml', import.meta.url), 'utf8');

export const EXAMPLE_ENV: Environment = {
  ACME_LY_ID: 'ly-id',
  ACME_LY_SECRET: 'ly-secret',
  ACME_IVESK_KEY: 'ivesk-key',
  ACME_HOOK: 'hook-secret',
  ACME_V6_KEY: 'v6-key',
  WEB_TOKEN: 'web-token',
};

export const V6 = { baseUrl: 'https://v6.example.com', apiKey: 'v6-key' };
export const LIGHTYEAR = {
  baseUrl: 'https://ly.example.com',
  tokenUrl: 'https://ly.example.com/oauth2/token',
  clientId: 'ly-id',
  clientSecret: 'ly-secret',
  companyId: '93913d26-427e-4798-8e1f-06c83411113c',
};
export const IVESK = { baseUrl: 'https://ivesk.example.com', apiKey: 'ivesk-key', companyCode: '302320404' };

/** A minimal configuration, with these settings added. */
export function minimal(settings: object = {}) {
  return { companies: { acme: { v6: V6 } }, ...settings };
}

/** The same, with settings of the one V6 account. */
export function minimalV6(settings: object) {
  return { companies: { acme: { v6: { ...V6, ...settings } } } };
}

/** The lines of the error for a configuration that is refused; empty if it is accepted. */
export function faultsOf(load: () => unknown): readonly string[] {
  try {
    load();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n');
    throw error;
  }
}

export function faultsIn(value: unknown, env: Environment = {}): readonly string[] {
  return faultsOf(() => parseConfig(value, env));
}
