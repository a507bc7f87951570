import type { Invoice } from '../../domain/invoice.ts';
import { areConsistent } from '../consistent-amounts.ts';
import type { ContractDeviations } from '../contract-deviations.ts';
import { type Wire, wireObject } from '../wire.ts';
import { type Check, compileFields } from './compile-fields.ts';

/** Reads a value; null if it cannot be understood. */
type Reader = (value: unknown) => unknown;

/** The form of a part that consists of other parts; `path` names it in logs. */
interface Form {
  readonly check: (path: string) => Check;
}

type Part = Reader | Form;

/** A part for each field of a type of the contract. The compiler refuses a field that is left out. */
type Parts<T> = { readonly [Field in keyof T]-?: Part };

/** The fields of a net amount, its tax, and the gross amount that is their sum. */
type Sum<T> = readonly [net: keyof T & string, tax: keyof T & string, gross: keyof T & string];

/**
 * The optional content of a document: a value that cannot be understood is null, and counts. So does a set of amounts of which one
 * is wrong, as nothing tells which.
 */
export interface Shape<T> {
  /** The number of values that cannot be understood, and of sums that are wrong. An absent value is not one of them. */
  oddities(wire: Wire<T>, deviations: ContractDeviations): number;
  /** True if the object has a value in any field of the contract. */
  isBegun(wire: Wire<T>): boolean;
}

/** `name` begins the paths. */
export function shapeOf<T>(name: string, parts: Parts<T>, sum?: Sum<T>): Shape<T> {
  const check = fields<T>(parts, sum).check(name);
  return {
    oddities: check,
    isBegun: (wire) => Object.keys(parts).some((field) => isGiven(Reflect.get(wire, field))),
  };
}

/** An object. */
export function fields<T>(parts: Parts<T>, sum?: Sum<T>): Form {
  return {
    check: (path) => {
      const [net = '', tax = '', gross = ''] = sum ?? [];
      const countOddities = compileFields(
        Object.entries<Part>(parts).map(([name, part]) => ({ name, part, check: checkOf(part, `${path}.${name}`) })),
      );
      return (value, deviations) => {
        const wire = wireObject<Record<string, unknown>>(value);
        if (wire === undefined) return odd(path, deviations);
        const count = countOddities(wire, deviations);
        if (sum === undefined || areConsistent(wire[net], wire[tax], wire[gross])) return count;
        deviations.inconsistent(`${path}.${gross}`);
        return count + 1;
      };
    },
  };
}

/** A list. An item that is null or absent is odd, as it is left out. */
export function listOf(part: Part): Form {
  return {
    check: (path) => {
      const check = checkOf(part, `${path}[]`);
      return (value, deviations) => {
        if (!Array.isArray(value)) return odd(path, deviations);
        let count = 0;
        for (const item of value) count += check(item, deviations);
        return count;
      };
    },
  };
}

/** A word of an enum. A word that the contract does not list counts, and is logged where it is mapped. */
export function oneOf(isKnown: (word: string) => boolean): Form {
  return {
    check: (path) => (value, deviations) => {
      if (typeof value !== 'string') return odd(path, deviations);
      if (isKnown(value)) return 0;
      deviations.counted(path);
      return 1;
    },
  };
}

/** The invoice, with the number of its values that could not be understood. */
export function withOddities(invoice: Invoice, oddities: number): Invoice {
  return oddities === 0 ? invoice : Object.assign(invoice, { oddities });
}

/** False for an absent value: most sources also write it as null. */
export function isGiven<T>(value: T): value is NonNullable<T> {
  return value !== undefined && value !== null;
}

function checkOf(part: Part, path: string): Check {
  if (typeof part !== 'function') return part.check(path);
  return (value, deviations) => (part(value) === null ? odd(path, deviations) : 0);
}

function odd(path: string, deviations: ContractDeviations): number {
  deviations.odd(path);
  return 1;
}
