const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal aborts, unless the returned function is called before. Does not call back if the signal has
 * already aborted: check `signal.aborted` first.
 *
 * The calls of an operation share one signal, often more than fifty at a time. They also share one listener on it, which is
 * removed with the last of them: adding and removing a listener for each costs more than all other policies together.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = listeners.get(signal) ?? listen(signal);
  callbacks.add(callback);
  return () => {
    callbacks.delete(callback);
    if (callbacks.size === 0) stopListening(signal, callbacks);
  };
}

function listen(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  listeners.set(signal, callbacks);
  signal.addEventListener('abort', callAll);
  return callbacks;
}

function stopListening(signal: AbortSignal, callbacks: ReadonlySet<() => void>): void {
  // Removing a callback twice must not remove the listener of later callbacks.
  if (listeners.get(signal) !== callbacks) return;
  listeners.delete(signal);
  signal.removeEventListener('abort', callAll);
}

function callAll(this: AbortSignal): void {
  // A copy, because ending a call removes its callback.
  for (const callback of [...(listeners.get(this) ?? [])]) callback();
}
