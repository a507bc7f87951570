/** A domain object as plain data, with all that it maps only when it is read. */
export function plainOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
