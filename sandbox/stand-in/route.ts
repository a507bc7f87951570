import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Check, Problem, QueryRule } from './parameters.ts';

/** The calls that one source supports. Any other call is answered with 404 or 405. */
export interface RouteTable<Operation extends string, Account> {
  /** The check for each {name} in a path. */
  readonly pathParameters: Readonly<Record<string, Check>>;
  readonly routes: readonly Route<Operation, Account>[];
}

export type Route<Operation extends string, Account> = RouteShape<Operation> &
  (
    | { readonly access?: 'account'; readonly handle: (call: RoutedCall<Account>) => Answer }
    | { readonly access: 'open'; readonly handle: (call: RoutedCall<undefined>) => Answer }
  );

interface RouteShape<Operation extends string> {
  readonly operation: Operation;
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT';
  /** As in the contract: "/invoices/{invoiceID}". */
  readonly path: string;
  /** `digest`: only size and hash of the body are logged, for files of any size. */
  readonly body?: 'text' | 'digest';
  /** Other query parameters are refused. */
  readonly query?: Readonly<Record<string, QueryRule>>;
  /** Checks combinations of parameters, such as a reversed range. */
  readonly together?: (query: ReadonlyMap<string, string>) => readonly Problem[];
}

/** An authenticated call with valid parameters. */
export interface RoutedCall<Account> {
  readonly call: Call;
  readonly account: Account;
  /** The body if only its digest is logged; undefined for a large one. */
  readonly bytes: Uint8Array | undefined;
  /** A decoded path parameter, or a required query parameter: both are present. */
  param(name: string): string;
  /** An optional query parameter. */
  query(name: string): string | undefined;
}

/** The result of a lookup: a route, a path that only supports other methods, or an unknown path. */
export type Found<Operation extends string, Account> =
  | { readonly kind: 'route'; readonly route: Route<Operation, Account>; readonly params: ReadonlyMap<string, string> }
  | { readonly kind: 'otherMethods'; readonly methods: readonly string[] }
  | { readonly kind: 'nothing' };

/** Creates the lookup for a table. Routes are tried in order, so put a fixed path before one with a parameter. */
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
