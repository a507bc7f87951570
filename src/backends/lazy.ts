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
