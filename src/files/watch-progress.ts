import type { Clock } from '../async/clock.ts';

export interface ProgressWatch extends Disposable {
  /** Something moved: the timer starts again. */
  readonly moved: () => void;
}

export interface ProgressOptions {
  /** How long nothing may move, in milliseconds; asked at each move. */
  readonly stallTimeoutMs: () => number;
  readonly clock: Clock;
  /** Bytes that were handed over and have not arrived; undefined where nobody knows. Fewer of them are a move, too. */
  readonly queued: () => Promise<number | undefined>;
  /** Called once, when nothing has moved for that long. */
  readonly onStall: () => void;
}

/** Looks whether something moves, until it is disposed of. */
export function watchProgress({ stallTimeoutMs, clock, queued, onStall }: ProgressOptions): ProgressWatch {
  let ended = false;
  let timers: Disposable[] = [];
  /** Grows with each move: what was asked before one has no say after it. */
  let round = 0;

  const clear = (): void => {
    for (const timer of timers) timer[Symbol.dispose]();
    timers = [];
  };
  const stop = (): void => {
    ended = true;
    clear();
  };
  const wait = (known: number | undefined): void => {
    clear();
    round += 1;
    const own = round;
    const timeout = stallTimeoutMs();
    let before = known;
    const isOver = (): boolean => ended || own !== round;
    const look = async (): Promise<void> => {
      const now = await queued();
      if (!isOver()) before ??= now;
    };
    const decide = async (): Promise<void> => {
      const now = await queued();
      if (isOver()) return;
      if (now !== undefined && (before === undefined ? now > 0 : now < before)) wait(now);
      else {
        stop();
        onStall();
      }
    };
    timers = [clock.schedule(() => void look(), timeout / 4), clock.schedule(() => void decide(), timeout)];
  };
  const moved = (): void => {
    // undici may still report what moved after the exchange was given up; a timer set then would never be taken back.
    if (!ended) wait(undefined);
  };

  moved();
  return { moved, [Symbol.dispose]: stop };
}
