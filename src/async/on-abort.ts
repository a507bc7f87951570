const listeners = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when the signal aborts; the function returned takes that back. A signal that has aborted already never
 * calls: check `signal.aborted` first.
 *
 * The calls of one operation share one signal, fifty and more at a time. They share one listener on it as well, which
 * is removed with the last of them: adding and removing real listeners costs more than all other policies together.
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
  // A callback taken back twice must not remove the listener of those who came after it.
  if (listeners.get(signal) !== callbacks) return;
  listeners.delete(signal);
  signal.removeEventListener('abort', callAll);
}

function callAll(this: AbortSignal): void {
  // A copy, since ending one call takes back its callback.
  for (const callback of [...(listeners.get(this) ?? [])]) callback();
}
