import { BadUserInput } from '../../errors/catalogue.ts';
import { Faults } from '../user-errors.ts';

/** So many are told; who has made more of them has made one mistake many times. */
const MAX_TOLD = 100;

/** What is wrong with an input, collected so that all of it is told at once. */
export class FaultList {
  readonly #told: BadUserInput[] = [];
  #more = 0;

  /** `field` is the path of the value at fault. */
  add(field: readonly string[], message: string): void {
    if (this.#told.length < MAX_TOLD) this.#told.push(new BadUserInput(message, { field }));
    else this.#more += 1;
  }

  /** Throws Faults where there are any. */
  throwAny(): void {
    if (this.#more > 0) {
      const are =
        this.#more === 1 ? 'There is 1 more fault' : `There are ${this.#more.toLocaleString('en')} more faults`;
      throw new Faults([...this.#told, new BadUserInput(`${are} like these: mend them all and send it again`)]);
    }
    if (this.#told.length > 0) throw new Faults(this.#told);
  }
}
