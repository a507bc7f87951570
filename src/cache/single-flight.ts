import { onAbort } from '../http/on-abort.ts';

/**
 * One call for all who want the same at the same time. It is ended when nobody waits for it any more, and not when the
 * first of them gives up.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** Joins the call under way for `key`, or starts it. Rejects with the signal's reason when `signal` is aborted. */
  join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    let flight = this.#flights.get(key);
    if (flight === undefined) {
      flight = this.#start(key, start);
      this.#flights.set(key, flight);
    }
    // A key names one kind of value: whoever joins wants what was started.
    return waitFor(flight as Flight<T>, signal, () => this.#forget(key, flight));
  }

  #start<T>(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const flight = new Flight(controller, start(controller.signal));
    const land = () => this.#forget(key, flight);
    flight.result.then(land, land);
    return flight;
  }

  #forget(key: string, flight: Flight | undefined): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

/**
 * A class and no object literal: flights live long for what is young, so V8 would take to allocating the literal where
 * it looks rarely, and each would keep its answer in memory until then.
 */
class Flight<T = unknown> {
  readonly controller: AbortController;
  readonly result: Promise<T>;
  waiting = 0;

  constructor(controller: AbortController, result: Promise<T>) {
    this.controller = controller;
    this.result = result;
  }
}

function waitFor<T>(flight: Flight<T>, signal: AbortSignal, forget: () => void): Promise<T> {
  flight.waiting += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      settle();
      flight.waiting -= 1;
      if (flight.waiting === 0) {
        // Whoever comes between now and the end of the aborted call must not be given its failure.
        forget();
        flight.controller.abort(signal.reason);
      }
      reject(signal.reason);
    };
    const settle = onAbort(signal, leave);
    flight.result.then(
      (value) => {
        settle();
        resolve(value);
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}
