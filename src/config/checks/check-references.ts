import { isRecord } from '../../domain/is-record.ts';
import { SOURCES, sectionName } from '../../domain/source.ts';
import { type ConfigFault, pathText } from '../config-error.ts';
import { entriesOf, isUnset } from '../reading/raw-value.ts';

const ACCOUNTS = SOURCES.map(sectionName);
const COMPANY_KEY = /^[A-Za-z0-9][\w-]{0,63}$/;
/** Names that begin with a space are the gateway's own; names with a colon are callers of JWTs or IPv6 addresses. */
const NAME_OF_OTHERS = /^\s|:/;

/**
 * Checks the rules that span several values, such as unknown companies of callers and repeated tokens. It reads unchecked data, so
 * that one start reports these faults together with those of the schema, and skips values that the schema reports.
 */
export function checkReferences(value: unknown): readonly ConfigFault[] {
  if (!isRecord(value)) return [];
  const companies = entriesOf(value['companies']);
  const callers = entriesOf(value['callers']);
  return [
    ...(isRecord(value['companies']) && companies.length === 0
      ? [{ path: ['companies'], text: 'needs at least one company' }]
      : []),
    ...companies.flatMap(([key, company]) => companyFaults(key, company)),
    ...callers.flatMap(([name]) => callerNameFaults(name)),
    ...unknownCompanies(callers, new Set(companies.map(([key]) => key))),
    ...repeatedTokens(callers),
  ];
}

function companyFaults(key: string, company: unknown): readonly ConfigFault[] {
  const path = ['companies', key];
  const faults: ConfigFault[] = [];
  // The key is part of URLs, and a property name in objects of libraries.
  if (!COMPANY_KEY.test(key) || key in Object.prototype) {
    faults.push({
      path,
      text: 'must be 1 to 64 letters, digits, - and _, begin with a letter or digit, and not be a reserved word',
    });
  }
  if (isRecord(company) && ACCOUNTS.every((account) => isUnset(company[account]))) {
    faults.push({ path, text: `needs at least one account (${ACCOUNTS.join(', ')})` });
  }
  return faults;
}

function callerNameFaults(name: string): readonly ConfigFault[] {
  return NAME_OF_OTHERS.test(name)
    ? [{ path: ['callers', name], text: 'the name of a caller must not contain a colon or begin with white space' }]
    : [];
}

type Entries = ReturnType<typeof entriesOf>;

function unknownCompanies(callers: Entries, known: ReadonlySet<string>): readonly ConfigFault[] {
  return callers.flatMap(([name, caller]) => {
    const wanted: unknown = isRecord(caller) ? caller['companies'] : undefined;
    if (!Array.isArray(wanted)) return [];
    return wanted.flatMap((key: unknown, index) =>
      typeof key === 'string' && key !== '' && !known.has(key)
        ? [{ path: ['callers', name, 'companies', index], text: 'is not the key of a company' }]
        : [],
    );
  });
}

/** The tokens of a caller: one, or a list. */
function tokensOf(name: string, caller: unknown) {
  const path = ['callers', name, 'token'];
  const token = isRecord(caller) ? caller['token'] : undefined;
  return Array.isArray(token)
    ? token.map((one: unknown, index) => ({ path: [...path, index], token: one }))
    : [{ path, token }];
}

function repeatedTokens(callers: Entries): readonly ConfigFault[] {
  const owners = new Map<string, readonly PropertyKey[]>();
  return callers
    .flatMap(([name, caller]) => tokensOf(name, caller))
    .flatMap(({ path, token }) => {
      if (typeof token !== 'string' || token === '') return [];
      const owner = owners.get(token);
      if (owner === undefined) owners.set(token, path);
      return owner === undefined ? [] : [{ path, text: `is the same as ${pathText(owner)}` }];
    });
}
