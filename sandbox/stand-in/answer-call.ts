import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { decodeSegment, type Problem, pathProblems, queryProblems } from './parameters.ts';
import type { Found, RoutedCall, RouteTable } from './route.ts';

/** How a vendor authenticates callers and words its errors. */
export interface Conventions<Account> {
  admit(call: Call, query: URLSearchParams): Admission<Account>;
  error(status: number, message: string): Answer;
  /** 400 for invalid parameters. */
  invalid(problems: readonly Problem[]): Answer;
  /** Adds the vendor's extras to every answer. */
  finish?(answer: Answer, call: Call): Answer;
}

export type Admission<Account> =
  | { readonly account: Account; readonly company: string | undefined }
  | { readonly refusal: Answer };

interface Rules<Operation extends string, Account> {
  readonly table: RouteTable<Operation, Account>;
  readonly conventions: Conventions<Account>;
}

type Matched<Operation extends string, Account> = Extract<Found<Operation, Account>, { readonly kind: 'route' }>;

/** A request that was received completely. */
interface Arrived {
  readonly call: Call;
  readonly query: URLSearchParams;
  readonly bytes: Uint8Array | undefined;
}

/** The regular answer, without faults. */
export function answerCall<Operation extends string, Account>(
  rules: Rules<Operation, Account>,
  found: Found<Operation, Account>,
  arrived: Arrived,
): Answer {
  const answer = handle(rules, found, arrived);
  return rules.conventions.finish?.(answer, arrived.call) ?? answer;
}

/** Checks path, method, credentials and parameters, in this order, then runs the operation. */
function handle<Operation extends string, Account>(
  { table, conventions }: Rules<Operation, Account>,
  found: Found<Operation, Account>,
  arrived: Arrived,
): Answer {
  const { call, query } = arrived;
  if (found.kind === 'nothing') return conventions.error(404, `No such path: ${call.path}`);
  if (found.kind === 'otherMethods') {
    const refusal = conventions.error(405, `Method ${call.method} is not allowed here`);
    return { ...refusal, headers: { ...refusal.headers, allow: found.methods.join(', ') } };
  }
  const { operation, route } = found;
  const admission = route.access === 'open' ? undefined : conventions.admit(call, query);
  if (admission !== undefined && 'refusal' in admission) return admission.refusal;

  const problems = [
    ...pathProblems(found.params, table.pathParameters),
    ...queryProblems(query, route.query ?? {}, route.together),
  ];
  if (problems.length > 0) return conventions.invalid(problems);

  const parameters = readParameters(found, arrived);
  if (route.access === 'open') return route.handle({ ...parameters, account: undefined });
  if (admission === undefined) throw new Error(`${operation} was called without an account`);
  return route.handle({ ...parameters, account: admission.account });
}

function readParameters<Operation extends string, Account>(
  { operation, params }: Matched<Operation, Account>,
  { call, query, bytes }: Arrived,
): Omit<RoutedCall<Account>, 'account'> {
  return {
    call,
    bytes,
    param(name) {
      const segment = params.get(name);
      const value = segment === undefined ? query.get(name) : decodeSegment(segment);
      if (value === undefined || value === null) throw new Error(`${operation} has no parameter ${name}`);
      return value;
    },
    query: (name) => query.get(name) ?? undefined,
  };
}
