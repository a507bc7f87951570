/**
 * A domain object that maps a part of what its source sent when that part is first read. Most operations read a few
 * fields of a document, and mapping all of it costs half as much as parsing it. What is mapped late is an accessor of the
 * class; what is cheap or constant is a field.
 */
export abstract class Lazy {
  /** All of it as plain data: what a store outside of this process keeps. */
  toJSON(): object {
    const plain = Object.fromEntries<unknown>(Object.entries(this));
    for (const name of accessorsOf(Object.getPrototypeOf(this))) plain[name] = Reflect.get(this, name);
    return plain;
  }

  /** The wire object that mapping reads from, for counting what this object keeps in memory. */
  abstract unmapped(): object;
}

const known = new WeakMap<object, readonly string[]>();

function accessorsOf(prototype: object): readonly string[] {
  const names =
    known.get(prototype) ??
    Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { get }]) => (get ? name : []));
  known.set(prototype, names);
  return names;
}
