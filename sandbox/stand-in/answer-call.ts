import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import { decodeSegment, type Problem, pathProblems, queryProblems } from './parameters.ts';
import type { Found, PlayedCall, Route, RouteTable } from './route.ts';

/** How a vendor lets callers in and words its refusals. */
export interface Manners<Account> {
  admit(call: Call, query: URLSearchParams): Admission<Account>;
  error(status: number, message: string): Answer;
  /** 400 for parameters that are wrong. */
  invalid(problems: readonly Problem[]): Answer;
  /** What the vendor adds to every answer. */
  finish?(answer: Answer, call: Call): Answer;
}

export type Admission<Account> =
  | { readonly account: Account; readonly company: string | undefined }
  | { readonly refusal: Answer };

interface Rules<Operation extends string, Account> {
  readonly table: RouteTable<Operation, Account>;
  readonly manners: Manners<Account>;
}

/** A request that came in whole. */
interface Arrived {
  readonly call: Call;
  readonly query: URLSearchParams;
  readonly bytes: Uint8Array | undefined;
}

/** The answer without any fault. */
export function answerCall<Operation extends string, Account>(
  rules: Rules<Operation, Account>,
  found: Found<Operation, Account>,
  arrived: Arrived,
): Answer {
  const answer = play(rules, found, arrived);
  return rules.manners.finish?.(answer, arrived.call) ?? answer;
}

/** Path, then method, then credentials, then parameters, then the operation itself. */
function play<Operation extends string, Account>(
  { table, manners }: Rules<Operation, Account>,
  found: Found<Operation, Account>,
  arrived: Arrived,
): Answer {
  const { call, query } = arrived;
  if (found.kind === 'nothing') return manners.error(404, `No such path: ${call.path}`);
  if (found.kind === 'otherMethods') {
    const refusal = manners.error(405, `Method ${call.method} is not allowed here`);
    return { ...refusal, headers: { ...refusal.headers, allow: found.methods.join(', ') } };
  }
  const { route, params } = found;
  const admission = route.access === 'open' ? undefined : manners.admit(call, query);
  if (admission !== undefined && 'refusal' in admission) return admission.refusal;

  const problems = [
    ...pathProblems(params, table.pathParameters),
    ...queryProblems(query, route.query ?? {}, route.together),
  ];
  if (problems.length > 0) return manners.invalid(problems);

  const parameters = readParameters(route, params, arrived);
  if (route.access === 'open') return route.play({ ...parameters, account: undefined });
  if (admission === undefined) throw new Error(`${route.operation} was played without an account`);
  return route.play({ ...parameters, account: admission.account });
}

function readParameters<Operation extends string, Account>(
  route: Route<Operation, Account>,
  params: ReadonlyMap<string, string>,
  { call, query, bytes }: Arrived,
): Omit<PlayedCall<Account>, 'account'> {
  return {
    call,
    bytes,
    param(name) {
      const segment = params.get(name);
      const value = segment === undefined ? query.get(name) : decodeSegment(segment);
      if (value === undefined || value === null) throw new Error(`${route.operation} has no parameter ${name}`);
      return value;
    },
    query: (name) => query.get(name) ?? undefined,
  };
}
