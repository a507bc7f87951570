import type { Call } from './call.ts';
import type { Fault } from './fault.ts';

/** Which calls a fault is for: an operationId, a pattern for the path, or a question about the call. */
export type Match<Operation extends string> = Operation | RegExp | ((call: Call) => boolean);

/** Call it, or let `using` call it, to take the fault away. */
export type RemoveFault = (() => void) & Disposable;

export interface FaultOptions {
  /** How many calls it hits; without it every call until it is removed. */
  readonly times?: number;
}

export interface FaultPlan<Operation extends string> {
  add(match: Match<Operation>, fault: Fault, options?: FaultOptions): RemoveFault;
  /** The fault of this sort for the call, which counts as played. They are taken in the order in which they were added. */
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
  // search() and not test(): a pattern with the g flag would remember where it was.
  return typeof match === 'function' ? match(call) : call.path.search(match) !== -1;
}
