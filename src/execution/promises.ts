export function isPromise(value: unknown): value is PromiseLike<unknown> {
  return (
    (typeof value === 'object' || typeof value === 'function') &&
    value !== null &&
    'then' in value &&
    typeof value.then === 'function'
  );
}

/**
 * Prevents an unhandled rejection: the error is reported elsewhere, for example by the interpreter after an abandoned
 * run.
 */
export function disown(promise: PromiseLike<unknown>): void {
  promise.then(undefined, () => undefined);
}

/** The same for the promises in a list that is read only in a later iteration of the event loop. */
export function disownItems(value: unknown): void {
  if (!Array.isArray(value)) return;
  for (const item of value) {
    if (isPromise(item)) disown(item);
    else disownItems(item);
  }
}
