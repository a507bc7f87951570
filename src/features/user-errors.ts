import { GatewayError } from '../errors/catalogue.ts';
import { toUserError, type UserErrorFields } from '../errors/user-error.ts';

/** Several faults of one input, so that all of them can be mended at once. */
export class Faults extends Error {
  readonly faults: readonly GatewayError[];

  constructor(faults: readonly GatewayError[]) {
    super('an input has faults');
    this.name = 'Faults';
    this.faults = faults;
  }
}

/** What a mutation's payload says of how it went: a failure that its caller can act on is data there, not an error. */
export async function outcomeOf<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly errors: readonly [] } | { readonly errors: readonly UserErrorFields[] }> {
  try {
    return { value: await work(), errors: [] };
  } catch (error) {
    if (error instanceof Faults) return { errors: error.faults.map(toUserError) };
    if (error instanceof GatewayError) return { errors: [toUserError(error)] };
    throw error;
  }
}
