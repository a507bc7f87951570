import { onAbort } from '../async/on-abort.ts';
import { type Behalf, currentBehalf, isOfOneCaller, onBehalfOf } from '../limits/on-behalf.ts';

/** Makes one call for all concurrent readers of a key. The call is aborted only when the last reader aborts. */
export class SingleFlight {
  readonly #flights = new Map<string, Flight>();

  /** Joins the call in flight for `key`, or starts it. Rejects with the signal's reason if `signal` aborts. */
  join<T>(key: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const active = this.#flights.get(key);
    // A key has values of one type only.
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
      // The operation that started the call has reached a limit of its own, and this one has not.
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

/** A call in flight, and the number of its readers. */
class Flight<T = unknown> {
  readonly controller: AbortController;
  /** For the operation that started it, and the callers that joined. */
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
        // Later readers must not get the failure of the aborted call.
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
          // The flight has released its bytes. Each operation that gets the value holds them.
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
