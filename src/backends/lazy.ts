import { BLANK_INVOICE } from '../domain/blank-invoice.ts';
import type { Invoice, LineItem } from '../domain/invoice.ts';
import { revisionOf } from './digest.ts';

/**
 * A domain object that maps a part of its source's answer when that part is first read. Most operations read a few
 * fields of a document, and mapping all of it costs half as much as parsing it. A part that is mapped late is an accessor
 * of the class; a part that is cheap or constant is a field, or comes with `lazyOn`.
 */
export abstract class Lazy {
  /** The whole object as plain data, for a store outside of this process. */
  toJSON(): object {
    const plain: Record<string, unknown> = {};
    for (const name in this) plain[name] = this[name];
    for (const name of accessorsOf(Object.getPrototypeOf(this))) plain[name] = Reflect.get(this, name);
    return plain;
  }

  /** The wire object that mapping reads from, to count the memory that this object keeps. */
  abstract unmapped(): object;
}

/**
 * A base class whose objects have the values of `blank` in all fields that their class does not map. They share these
 * values: a document in the cache does not have a slot for each field that its source does not know.
 */
export function lazyOn<Blank extends object>(blank: Blank): abstract new () => Lazy & Readonly<Blank> {
  abstract class Base extends Lazy {}
  Object.assign(Base.prototype, blank);
  // The compiler does not see what a prototype is given.
  return Base as abstract new () => Lazy & Readonly<Blank>;
}

const known = new WeakMap<object, readonly string[]>();

function accessorsOf(prototype: object): readonly string[] {
  const names =
    known.get(prototype) ??
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { get }]) => (get ? name : []));
  known.set(prototype, names);
  return names;
}

type MappedLate = 'lineItems' | 'revision';
/** The fields of a document that its source has. `BLANK_INVOICE` has the others. */
type Head = Omit<Invoice, MappedLate | keyof typeof BLANK_INVOICE> & Partial<Omit<Invoice, MappedLate>>;

/** A document whose lines and revision come from its wire object when they are first read. Everything else is mapped already. */
export function lazyInvoice(head: Head, wire: object, mapLines: () => readonly LineItem[]): Invoice {
  return new LazyInvoice(head, wire, mapLines);
}

class LazyInvoice extends lazyOn(BLANK_INVOICE) implements Invoice {
  declare readonly ref: Invoice['ref'];
  declare readonly sourceId: string;
  declare readonly kind: Invoice['kind'];
  declare readonly direction: Invoice['direction'];
  declare readonly lineDetail: Invoice['lineDetail'];
  readonly #wire: object;
  readonly #mapLines: () => readonly LineItem[];
  #lineItems: readonly LineItem[] | undefined;

  constructor(head: Head, wire: object, mapLines: () => readonly LineItem[]) {
    super();
    Object.assign(this, head);
    this.#wire = wire;
    this.#mapLines = mapLines;
  }

  override get lineItems(): readonly LineItem[] {
    this.#lineItems ??= this.#mapLines();
    return this.#lineItems;
  }

  get revision(): string {
    return revisionOf(this.#wire);
  }

  unmapped(): object {
    return this.#wire;
  }
}
