import type { Call } from './call.ts';
import type { Fault } from './fault.ts';

/** Selects the calls for a fault: an operationId, a pattern for the path, or a predicate. */
export type Match<Operation extends string> = Operation | RegExp | ((call: Call) => boolean);

/** Removes the fault when it is called, or disposed of with `using`. */
export type RemoveFault = (() => void) & Disposable;

export interface FaultOptions {
  /** The number of calls to hit; by default every call until the fault is removed. */
  readonly times?: number;
}

export interface FaultPlan<Operation extends string> {
  add(match: Match<Operation>, fault: Fault, options?: FaultOptions): RemoveFault;
  /**
   * The fault of this sort for the call, which counts as used. Faults are used in the order in which they were added.
   */
  take<Sort extends Fault>(call: Call, isSort: (fault: Fault) => fault is Sort): Sort | undefined;
  clear(): void;
}

export function createFaultPlan<Operation extends string>(): FaultPlan<Operation> {
  const planned = new Set<{ readonly match: Match<Operation>; readonly fault: Fault; left: number }>();
  return {
    add(match, fault, { times = Number.POSITIVE_INFINITY } = {}) {
      const entry = { match, fault, left: times };
      planned.add(entry);
      const remove = () => {
        planned.delete(entry);
      };
      return Object.assign(remove, { [Symbol.dispose]: remove });
    },
    take(call, isSort) {
      for (const entry of planned) {
        const { fault } = entry;
        if (!isSort(fault) || !isMatch(entry.match, call)) continue;
        entry.left -= 1;
        if (entry.left <= 0) planned.delete(entry);
        return fault;
      }
      return undefined;
    },
    clear: () => planned.clear(),
  };
}

function isMatch(match: string | RegExp | ((call: Call) => boolean), call: Call): boolean {
  if (typeof match === 'string') return call.operation === match;
  // search() instead of test(): a pattern with the g flag would keep its lastIndex.
  return typeof match === 'function' ? match(call) : call.path.search(match) !== -1;
}
