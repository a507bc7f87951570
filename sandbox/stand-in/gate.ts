/** Holds answers until a test releases them, so that a test controls the order of events and does not sleep. */
export interface Gate extends Disposable {
  /** The number of calls that are held now, without those whose client has disconnected. */
  readonly held: number;
  /** Resolves when at least `count` calls are held at the same time. */
  waiting(count: number): Promise<void>;
  /** Releases held calls, longest held first; all of them by default. Later calls are held again. */
  release(count?: number): void;
  /** Releases all calls, and does not hold later ones. */
  open(): void;
  /** For the stand-in: resolves when the call is released, or its client has disconnected. */
  pass(gone: AbortSignal): Promise<void>;
}

export function createGate(): Gate {
  const held = new Set<() => void>();
  const watchers = new Set<{ readonly count: number; readonly resolve: () => void }>();
  let isOpen = false;

  const release = (count = held.size) => {
    for (const letGo of [...held].slice(0, count)) {
      held.delete(letGo);
      letGo();
    }
  };
  const open = () => {
    isOpen = true;
    release();
  };

  return {
    get held() {
      return held.size;
    },
    waiting(count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      if (held.size >= count) resolve();
      else watchers.add({ count, resolve });
      return promise;
    },
    release,
    open,
    async pass(gone) {
      if (isOpen || gone.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const leave = () => {
        held.delete(resolve);
        resolve();
      };
      gone.addEventListener('abort', leave, { once: true });
      held.add(resolve);
      for (const watcher of watchers) {
        if (held.size < watcher.count) continue;
        watchers.delete(watcher);
        watcher.resolve();
      }
      await promise;
      gone.removeEventListener('abort', leave);
    },
    [Symbol.dispose]: open,
  };
}
