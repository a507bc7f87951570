import { GatewayError } from '../errors/catalogue.ts';
import { toUserError, type UserErrorFields } from '../errors/user-error.ts';

/** All faults of one input, so that its caller can correct them at once. */
export class Faults extends Error {
  readonly faults: readonly GatewayError[];

  constructor(faults: readonly GatewayError[]) {
    super('An input has faults');
    this.name = 'Faults';
    this.faults = faults;
  }
}

/**
 * Returns a mutation's outcome for its payload. A failure that the caller can act on is data there, not a GraphQL
 * error.
 */
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
