/** Holds answers until a test lets them go, so that a test orders events itself and never sleeps. */
export interface Gate extends Disposable {
  /** Calls that are held now; one whose client went away is not counted. */
  readonly held: number;
  /** Resolves when at least `count` calls are held at the same time. */
  waiting(count: number): Promise<void>;
  /** Lets held calls go, the longest held first; all of them by default. Calls that come later are held again. */
  release(count?: number): void;
  /** Lets all go, and holds none any more. */
  open(): void;
  /** For the stand-in: resolves when the call may go on, or its client has gone. */
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
