import { onAbort } from '../async/on-abort.ts';
import { type Behalf, currentBehalf, isOfOneCaller, onBehalfOf } from '../limits/on-behalf.ts';

/**
 * One call for all readers that want the same at the same time. It ends early only when the last of them gives up.
 */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** Joins the call under way for `key`, or starts it. Rejects with the signal's reason when `signal` is aborted. */
  join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const active = this.#flights.get(key);
    // A key names one kind of value: whoever joins wants what was started.
    if (active !== undefined) return this.#joinFlight(key, active as Flight<T>, signal, start);
    const flight = this.#start(key, start);
    this.#flights.set(key, flight);
    return waitFor(flight, signal, () => this.#forget(key, flight));
  }

  async #joinFlight<T>(
    key: string,
    flight: Flight<T>,
    signal: AbortSignal,
    start: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    flight.behalf.join(currentBehalf().caller);
    try {
      return await waitFor(flight, signal, () => this.#forget(key, flight));
    } catch (error) {
      // The operation that started it has used up what it may: this one has not.
      if (!flight.hasFailed || !isOfOneCaller(error) || signal.aborted) throw error;
      this.#forget(key, flight);
      return this.join(key, signal, start);
    }
  }

  #start<T>(key: string, start: (signal: AbortSignal) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const behalf = currentBehalf().share();
    const flight = new Flight(
      controller,
      behalf,
      onBehalfOf(behalf, () => start(controller.signal)),
    );
    const land = () => {
      this.#forget(key, flight);
      behalf[Symbol.dispose]();
    };
    flight.result.then(land, () => {
      flight.hasFailed = true;
      land();
    });
    return flight;
  }

  #forget(key: string, flight: Flight | undefined): void {
    if (this.#flights.get(key) === flight) this.#flights.delete(key);
  }
}

/** One call under way, and how many wait for it. */
class Flight<T = unknown> {
  readonly controller: AbortController;
  /** Of the operation that started it, and of the callers that joined. */
  readonly behalf: Behalf;
  readonly result: Promise<T>;
  waiting = 0;
  hasFailed = false;

  constructor(controller: AbortController, behalf: Behalf, result: Promise<T>) {
    this.controller = controller;
    this.behalf = behalf;
    this.result = result;
  }
}

function waitFor<T>(flight: Flight<T>, signal: AbortSignal, forget: () => void): Promise<T> {
  flight.waiting += 1;
  const behalf = currentBehalf();
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
        try {
          // The flight holds it no more; each operation that is given the value does.
          behalf.holdFetchedBy(flight.behalf);
          resolve(value);
        } catch (error) {
          reject(error);
        }
      },
      (error: unknown) => {
        settle();
        reject(error);
      },
    );
  });
}
