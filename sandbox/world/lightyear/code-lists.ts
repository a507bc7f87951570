import type { Category, GlCode, TaxCode } from '../../contract.ts';
import type { CompanyProfile, Department, Tax } from '../company-profile.ts';
import type { Random } from '../random.ts';
import { TRADES, type TradeName } from '../trades.ts';

/** A company's ledger accounts, tax codes and departments, as they were once imported. */
export interface CodeLists {
  glCode(trade: TradeName): GlCode;
  taxCode(tax: Tax): TaxCode;
  department(department: Department): Category;
}

export function createCodeLists(random: Random, { taxes, departments }: CompanyProfile): CodeLists {
  const glCodes = new Map(
    Object.values(TRADES).map(({ glCode: code, account }) => [
      code,
      {
        id: random.uuid(),
        code,
        description: account,
        glType: 'EXPENSE',
        isRoundingCode: false,
        isHeaderGLCode: false,
        isSourceInUse: true,
        sourceID: `gl-${code}`,
      },
    ]),
  );
  const taxCodes = new Map(
    taxes.map((tax) => [tax.code, { id: random.uuid(), ...tax, sourceID: `tax-${tax.code.toLowerCase()}` }]),
  );
  const categories = new Map(
    departments.map(({ code, name }, index) => [code, toCategory(random.uuid(), code, name, index + 1)]),
  );
  return {
    glCode: (trade) => known(glCodes, TRADES[trade].glCode),
    taxCode: (tax) => known(taxCodes, tax.code),
    department: ({ code }) => known(categories, code),
  };
}

function toCategory(id: string, code: string, description: string, sequence: number): Category {
  return {
    id,
    parentID: null,
    code,
    description,
    sourceID: `department-${code.toLowerCase()}`,
    parentSourceID: null,
    sequence,
    inUse: true,
    type: 'DEPARTMENT',
  };
}

function known<T>(list: ReadonlyMap<string, T>, code: string): T {
  const item = list.get(code);
  if (item === undefined) throw new Error(`No such code: ${code}`);
  return item;
}
