import { describe, expect, test } from 'vitest';
import { openBackends } from '../../src/backends/registry.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createVisibleAccounts } from '../../src/loaders/visible-accounts.ts';
import { createTestLog } from '../backends/test-log.ts';

const LIGHTYEAR = {
  ...{ baseUrl: 'http://127.0.0.1:9', tokenUrl: 'http://127.0.0.1:9/token', clientId: 'id', clientSecret: 'secret' },
  companyId: '93913d26-427e-4798-8e1f-06c83411113c',
};
const V6 = { baseUrl: 'http://127.0.0.1:9', apiKey: 'key' };
const COMPANIES = {
  acme: { lightyear: LIGHTYEAR, v6: V6 },
  borealis: { lightyear: LIGHTYEAR },
  cobalt: { v6: V6 },
};

function accountsOf(...companies: readonly string[]) {
  const config = parseConfig({ companies: COMPANIES });
  const backends = openBackends(config.companies, { logger: createTestLog().logger, now: Date.now });
  const known = config.companies.map(({ id, name }) => ({ id, name, sources: [] }));
  const caller = { name: 'caller', companies: new Set(companies), scopes: new Set<never>() };
  return createVisibleAccounts(known, backends)(caller);
}

describe('the account that has a capability', () => {
  test('is the one of the company that the caller passed', () => {
    const { company, source, importJobs } = accountsOf('acme', 'borealis').having('importJobs', 'borealis');
    expect({ company, source, start: typeof importJobs.start }).toEqual({
      ...{ company: 'borealis', source: 'LIGHTYEAR', start: 'function' },
    });
  });

  test('is the only one that the caller has, if the caller did not pass a company', () => {
    expect(accountsOf('borealis', 'cobalt').having('importJobs', null).company).toBe('borealis');
  });

  test('is not chosen between two companies: the error names them', () => {
    expect(() => accountsOf('acme', 'borealis', 'cobalt').having('importJobs', undefined)).toThrow(
      'Several companies have an account with LIGHTYEAR: pass one of acme, borealis',
    );
  });

  test('does not exist for a company without one, and the error names the source that has the capability', () => {
    const accounts = accountsOf('cobalt');
    expect(() => accounts.having('importJobs', 'cobalt')).toThrow('This company has no account with LIGHTYEAR');
    expect(() => accounts.having('importJobs', null)).toThrow(
      'No company of this caller has an account with LIGHTYEAR',
    );
    expect(accounts.able('importJobs', 'cobalt')).toBeUndefined();
  });

  test('is NOT_FOUND for a company that the caller may not see, as for one that does not exist', () => {
    const accounts = accountsOf('borealis');
    for (const company of ['acme', 'nowhere']) {
      expect(() => accounts.having('importJobs', company)).toThrow(`There is no company "${company}" for this caller`);
      expect(accounts.able('importJobs', company)).toBeUndefined();
    }
  });
});
