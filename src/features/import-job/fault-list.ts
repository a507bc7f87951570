import { BadUserInput } from '../../errors/catalogue.ts';
import { Faults } from '../user-errors.ts';

/** At most this many faults are reported: more than that are usually one mistake, made many times. */
const MAX_TOLD = 100;

/** The faults of an input, collected so that all of them are reported at once. */
export class FaultList {
  readonly #told: BadUserInput[] = [];
  #more = 0;

  /** `field` is the path of the value at fault. */
  add(field: readonly string[], message: string): void {
    if (this.#told.length < MAX_TOLD) this.#told.push(new BadUserInput(message, { field }));
    else this.#more += 1;
  }

  /** Throws Faults if there are any. */
  throwAny(): void {
    if (this.#more > 0) {
      const are =
        this.#more === 1 ? 'There is 1 more fault' : `There are ${this.#more.toLocaleString('en')} more faults`;
      throw new Faults([
        ...this.#told,
        new BadUserInput(`${are} like these: correct them all and send the input again`),
      ]);
    }
    if (this.#told.length > 0) throw new Faults(this.#told);
  }
}
