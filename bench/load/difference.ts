/**
 * The first difference of two JSON values, as "path: this, not that". Undefined if they are equal: same keys in the
 * same order, same lengths, same values.
 */
export function firstDifference(actual: unknown, expected: unknown, path = '$'): string | undefined {
  if (Array.isArray(actual) && Array.isArray(expected)) {
    if (actual.length !== expected.length) return `${path}: ${actual.length} items, not ${expected.length}`;
    return firstOf(expected.keys(), (index) => firstDifference(actual[index], expected[index], `${path}[${index}]`));
  }
  if (isObject(actual) && isObject(expected)) {
    const [keys, wanted] = [Object.keys(actual).join(' '), Object.keys(expected).join(' ')];
    if (keys !== wanted) return `${path}: keys ${keys}${excerpt(actual['errors'])}, not ${wanted}`;
    return firstOf(Object.keys(expected), (key) => firstDifference(actual[key], expected[key], `${path}.${key}`));
  }
  return actual === expected ? undefined : `${path}: ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
}

function firstOf<K>(keys: Iterable<K>, difference: (key: K) => string | undefined): string | undefined {
  for (const key of keys) {
    const found = difference(key);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The errors of a GraphQL answer, since their mere presence does not explain the difference. */
function excerpt(errors: unknown): string {
  return errors === undefined ? '' : ` (${JSON.stringify(errors).slice(0, 400)})`;
}
