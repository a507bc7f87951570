import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Check, Problem, QueryRule } from './parameters.ts';

/** The calls that one source takes. Whatever is not in it does not exist. */
export interface RouteTable<Operation extends string, Account> {
  /** For each {name} in a path, what its value has to be. */
  readonly pathParameters: Readonly<Record<string, Check>>;
  readonly routes: readonly Route<Operation, Account>[];
}

export type Route<Operation extends string, Account> = RouteShape<Operation> &
  (
    | { readonly access?: 'account'; readonly play: (call: PlayedCall<Account>) => Answer }
    | { readonly access: 'open'; readonly play: (call: PlayedCall<undefined>) => Answer }
  );

interface RouteShape<Operation extends string> {
  readonly operation: Operation;
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT';
  /** As the contract writes it: "/invoices/{invoiceID}". */
  readonly path: string;
  /** `digest`: only its size and hash are logged, for files of any size. */
  readonly body?: 'text' | 'digest';
  /** A query parameter that is not here is refused. */
  readonly query?: Readonly<Record<string, QueryRule>>;
  /** What no parameter shows by itself, such as a range that is turned round. */
  readonly together?: (query: ReadonlyMap<string, string>) => readonly Problem[];
}

/** A call that was let in and whose parameters are right. */
export interface PlayedCall<Account> {
  readonly call: Call;
  readonly account: Account;
  /** The body where only a digest of it is logged; undefined for a large one. */
  readonly bytes: Uint8Array | undefined;
  /** A path parameter, decoded, or a required query parameter: both are known to be there. */
  param(name: string): string;
  /** A query parameter that may be left out. */
  query(name: string): string | undefined;
}

/** What a path says: a route of its method, or that only other methods have it, or nothing. */
export type Found<Operation extends string, Account> =
  | { readonly kind: 'route'; readonly route: Route<Operation, Account>; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: 'otherMethods'; readonly methods: readonly string[] }
  | { readonly kind: 'nothing' };

/** Makes the look-up for a table: routes are tried in their order, so a fixed path stands before one with a parameter. */
export function createRouter<Operation extends string, Account>(table: RouteTable<Operation, Account>) {
  const patterns = table.routes.map((route) => ({ route, pattern: toPattern(route.path) }));
  return (method: string, path: string): Found<Operation, Account> => {
    const onPath = patterns.flatMap(({ route, pattern }) => {
      const match = pattern.exec(path);
      return match === null ? [] : [{ route, params: new Map(Object.entries(match.groups ?? {})) }];
    });
    const found = onPath.find(({ route }) => route.method === method);
    if (found !== undefined) return { kind: 'route', ...found };
    const methods = [...new Set(onPath.map(({ route }) => route.method))];
    return methods.length > 0 ? { kind: 'otherMethods', methods } : { kind: 'nothing' };
  };
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
