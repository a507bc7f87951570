import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Check, Problem, QueryRule } from './parameters.ts';

/**
 * The calls that one source supports: one route for each operation of its contract, so an operation without a route does
 * not compile. Any other call is answered with 404 or 405.
 */
export interface RouteTable<Operation extends string, Account> {
  /** The check for each {name} in a path. */
  readonly pathParameters: Readonly<Record<string, Check>>;
  readonly routes: Routes<Operation, Account>;
}

export type Routes<Operation extends string, Account> = Readonly<Record<Operation, Route<Account>>>;

export type Route<Account> = RouteShape &
  (
    | { readonly access?: 'account'; readonly handle: (call: RoutedCall<Account>) => Answer }
    | { readonly access: 'open'; readonly handle: (call: RoutedCall<undefined>) => Answer }
  );

interface RouteShape {
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
  | {
      readonly kind: 'route';
      readonly operation: Operation;
      readonly route: Route<Account>;
      readonly params: ReadonlyMap<string, string>;
    }
  | { readonly kind: 'otherMethods'; readonly methods: readonly string[] }
  | { readonly kind: 'nothing' };

/** Creates the lookup for a table. A fixed path takes precedence over a path with a parameter. */
export function createRouter<Operation extends string, Account>(table: RouteTable<Operation, Account>) {
  const patterns = Object.keys(table.routes)
    .filter((operation) => isOperation(operation, table.routes))
    .map((operation) => ({
      operation,
      route: table.routes[operation],
      pattern: toPattern(table.routes[operation].path),
    }))
    .toSorted((one, other) => parameterCount(one.route.path) - parameterCount(other.route.path));
  return (method: string, path: string): Found<Operation, Account> => {
    const onPath = patterns.flatMap(({ operation, route, pattern }) => {
      const match = pattern.exec(path);
      return match === null ? [] : [{ operation, route, params: new Map(Object.entries(match.groups ?? {})) }];
    });
    const found = onPath.find(({ route }) => route.method === method);
    if (found !== undefined) return { kind: 'route', ...found };
    const methods = [...new Set(onPath.map(({ route }) => route.method))];
    return methods.length > 0 ? { kind: 'otherMethods', methods } : { kind: 'nothing' };
  };
}

function isOperation<Operation extends string>(
  key: string,
  routes: Readonly<Record<Operation, unknown>>,
): key is Operation {
  return key in routes;
}

function parameterCount(path: string): number {
  return path.split('{').length - 1;
}

function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
