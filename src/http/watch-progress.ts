import type { Clock } from './clock.ts';

export interface ProgressWatch extends Disposable {
  /** Something moved: the patience starts anew. */
  readonly moved: () => void;
}

/** Calls `onStall` once, when nothing has moved for `timeoutMs`, unless it is disposed of before. */
export const watchProgress = (options: {
  readonly timeoutMs: number;
  readonly clock: Clock;
  readonly onStall: () => void;
}): ProgressWatch => {
  const { timeoutMs, clock, onStall } = options;
  let ended = false;
  let timer: Disposable | undefined;

  const stop = (): void => {
    ended = true;
    timer?.[Symbol.dispose]();
  };
  const moved = (): void => {
    // undici may still report what moved after the exchange was given up; a timer set then would never be taken back.
    if (ended) return;
    timer?.[Symbol.dispose]();
    timer = clock.schedule(() => {
      stop();
      onStall();
    }, timeoutMs);
  };

  moved();
  return { moved, [Symbol.dispose]: stop };
};
