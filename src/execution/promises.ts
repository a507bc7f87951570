export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/** Says that a rejection of this promise is told elsewhere: in an abandoned run's place, the interpreted one meets it. */
export function disown(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => undefined);
}

/** The same for the promises in a list that nothing reads before its turn has come. */
export function disownItems(value: unknown): void {
  if (!Array.isArray(value)) return;
  for (const item of value) {
    if (isPromise(item)) disown(item);
    else disownItems(item);
  }
}
