import { type ImportObjectsInput, toDecimal } from 'invoice-gateway-client';
import { parseCsv } from './parse-csv.ts';

export type ImportKind = 'glCodes' | 'taxCodes' | 'supplierCards';

interface Column {
  readonly name: string;
  readonly isRequired?: boolean;
  readonly read?: (text: string) => unknown;
}

const COLUMNS: Readonly<Record<ImportKind, readonly Column[]>> = {
  glCodes: [
    { name: 'sourceId', isRequired: true },
    { name: 'code' },
    { name: 'description', isRequired: true },
    { name: 'type' },
    { name: 'isHeader', read: toBoolean },
    { name: 'isInUse', read: toBoolean },
  ],
  taxCodes: [
    { name: 'sourceId', isRequired: true },
    { name: 'code' },
    { name: 'description', isRequired: true },
    { name: 'ratePercent', isRequired: true, read: toDecimal },
  ],
  supplierCards: [
    { name: 'sourceId', isRequired: true },
    { name: 'code' },
    { name: 'name', isRequired: true },
    { name: 'taxNumber' },
    { name: 'countryCode' },
    { name: 'currency' },
  ],
};

export const EXAMPLES: Readonly<Record<ImportKind, string>> = {
  glCodes: `sourceId,code,description,isInUse
6100,6100,Office supplies,true
6200,6200,"Freight, inland",true
6300,6300,Software,true
`,
  taxCodes: `sourceId,code,description,ratePercent
T1,T1,Standard rated purchases,20
T5,T5,Reduced rate,5
T0,T0,Zero rated,0
`,
  supplierCards: `sourceId,code,name,countryCode,currency
S-1,S1,Nordwind Ltd,GB,GBP
S-2,S2,UAB Žuvis,LT,EUR
`,
};

/** Parses CSV or JSON to the objects to import. Throws an error with a line for each row that has a fault. */
export function parseObjects(kind: ImportKind, text: string): ImportObjectsInput {
  const rows: unknown = /^\s*\[/.test(text) ? JSON.parse(text, keepDigits) : parseCsv(text);
  if (!Array.isArray(rows) || rows.length === 0) throw new SyntaxError('Nothing to import yet.');
  const faults: string[] = [];
  const objects = rows.flatMap((row: unknown, index) => {
    try {
      return [toObject(COLUMNS[kind], row)];
    } catch (error) {
      faults.push(`Row ${index + 1}: ${error instanceof Error ? error.message : 'cannot be read'}`);
      return [];
    }
  });
  if (faults.length > 0) throw new SyntaxError(faults.join('\n'));
  // The columns ensure the type that the kind requires; the gateway validates each value again.
  return { [kind]: objects } as unknown as ImportObjectsInput;
}

export function countObjects(objects: ImportObjectsInput): number {
  return Object.values(objects).flat().length;
}

function toObject(columns: readonly Column[], row: unknown): object {
  if (typeof row !== 'object' || row === null) throw new SyntaxError('is not an object');
  const values = new Map(Object.entries(row));
  const unknown = [...values.keys()].find((name) => !columns.some((column) => column.name === name));
  if (unknown !== undefined) throw new SyntaxError(`unknown column ${unknown}`);
  return Object.fromEntries(
    columns.flatMap(({ name, isRequired, read = String }) => {
      const value = values.get(name) ?? '';
      if (value !== '') return [[name, read(String(value))]];
      if (isRequired) throw new SyntaxError(`${name} is missing`);
      return [];
    }),
  );
}

/** A number as it is written, if the browser provides the source text: parsed, it might be rounded. */
function keepDigits(_name: string, value: unknown, { source }: { readonly source?: string } = {}): unknown {
  return typeof value === 'number' ? (source ?? String(value)) : value;
}

function toBoolean(text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new SyntaxError(`"${text}" is neither true nor false`);
}
