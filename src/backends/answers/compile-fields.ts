import type { ContractDeviations } from '../contract-deviations.ts';
import { bool, decimal, text } from '../wire.ts';

/** Counts the values that cannot be understood, and records each. */
export type Check = (value: unknown, deviations: ContractDeviations) => number;

/** A field of an object: its reader, or the form of the parts that it consists of, and the check that was made of that. */
export interface Field {
  readonly name: string;
  readonly part: unknown;
  readonly check: Check;
}

/** Conditions under which a reader understands `value`. Most values meet them, and are checked without a call. */
const UNDERSTOOD: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [text, "typeof value === 'string'"],
  [bool, "typeof value === 'boolean'"],
  [decimal, 'Number.isFinite(value)'],
]);
const ABSENT = 'value === undefined || value === null';

/**
 * One check for all fields of an object. A document has hundreds of fields, and V8 reads a property several times faster if its
 * name is in the code than if it is in a variable; so the code is generated, from the names of the contract alone.
 */
export function compileFields(fields: readonly Field[]): Check {
  const statements = fields.map(
    ({ name, part }, index) => `
      value = wire[${JSON.stringify(name)}];
      if (!(${UNDERSTOOD.get(part) ?? false} || ${ABSENT})) count += checks[${index}](value, deviations);`,
  );
  const countOddities = new Function(
    ...['checks', 'wire', 'deviations'],
    `let count = 0;
    let value;
    ${statements.join('')}
    return count;`,
  );
  const checks = fields.map(({ check }) => check);
  return (wire, deviations) => countOddities(checks, wire, deviations);
}
