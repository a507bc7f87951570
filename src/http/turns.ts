import { onAbort } from './on-abort.ts';

export interface Turns {
  /**
   * A place, to be given back once by disposing of it. Resolves without one where the signal aborts first, so that
   * whoever takes it looks at the signal next.
   */
  readonly take: (signal: AbortSignal) => Promise<Disposable | undefined>;
}

/** At most `places` at once; the rest wait in order. */
export const createTurns = (places: number): Turns => {
  let taken = 0;
  // A set keeps the order and gives up a member anywhere in it.
  const waiting = new Set<() => void>();

  const place: Disposable = {
    [Symbol.dispose]: () => {
      // The place goes to the next in the queue without becoming free, so that nobody can slip in between.
      const [start] = waiting;
      if (start === undefined) taken -= 1;
      else start();
    },
  };

  const wait = (signal: AbortSignal): Promise<Disposable | undefined> =>
    new Promise((resolve) => {
      const leave = (withPlace: Disposable | undefined): void => {
        waiting.delete(start);
        stopListening();
        resolve(withPlace);
      };
      const start = (): void => leave(place);
      const stopListening = onAbort(signal, () => leave(undefined));
      waiting.add(start);
    });

  return {
    take: async (signal) => {
      if (signal.aborted) return undefined;
      if (taken >= places) return wait(signal);
      taken += 1;
      return place;
    },
  };
};
