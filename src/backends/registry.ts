import type { CompanyConfig } from '../config/config.ts';
import { SOURCES, type Source } from '../domain/source.ts';
import type { AccountDependencies } from './account-dependencies.ts';
import type { Backend, InvoiceKey } from './backend.ts';
import { createIveskBackend, isIveskKey } from './ivesk/ivesk-backend.ts';
import { createLightyearBackend, isLightyearKey } from './lightyear/lightyear-backend.ts';
import { createV6Backend, isV6Key } from './v6/v6-backend.ts';

interface SourceEntry {
  /** Opens the company's account; undefined where it has none with this source. */
  open(company: CompanyConfig, dependencies: AccountDependencies): Backend | undefined;
  /** True for a key that this source's documents may have, whether it is there or not. */
  isInvoiceKey(key: InvoiceKey): boolean;
}

/** Every source, one line each. */
const REGISTRY: Readonly<Record<Source, SourceEntry>> = {
  LIGHTYEAR: {
    open: ({ id, lightyear }, d) => lightyear && createLightyearBackend(id, lightyear, d),
    isInvoiceKey: isLightyearKey,
  },
  IVESK: { open: ({ id, ivesk }, d) => ivesk && createIveskBackend(id, ivesk, d), isInvoiceKey: isIveskKey },
  V6: { open: ({ id, v6 }, d) => v6 && createV6Backend(id, v6, d), isInvoiceKey: isV6Key },
};

/** All accounts of all companies. */
export interface Backends extends AsyncDisposable {
  /** In the order of the configuration, and of SOURCES within a company. */
  readonly all: readonly Backend[];
  get(company: string, source: Source): Backend | undefined;
}

export function openBackends(companies: readonly CompanyConfig[], dependencies: AccountDependencies): Backends {
  const all = companies.flatMap((company) =>
    SOURCES.flatMap((source) => REGISTRY[source].open(company, dependencies) ?? []),
  );
  const byAccount = new Map(all.map((backend) => [accountName(backend.company, backend.source), backend]));
  return {
    all,
    get: (company, source) => byAccount.get(accountName(company, source)),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(all.map((backend) => backend[Symbol.asyncDispose]()));
    },
  };
}

export function isInvoiceKey(source: Source, key: InvoiceKey): boolean {
  return REGISTRY[source].isInvoiceKey(key);
}

function accountName(company: string, source: Source): string {
  return `${source}:${company}`;
}
