import { Kind, TokenKind } from 'graphql';

const HOOKS = {
  query: ['useLazyQuery', 'useQuery', 'useSuspenseQuery'],
  mutation: ['useMutation'],
  subscription: ['useSubscription'],
};

/**
 * A graphql-codegen plugin: React hooks of Apollo Client 4 for each operation, around the typed documents in the file
 * `operationsFrom`. Each has the parameters and the result of Apollo's own hook. The parameters of queries and
 * subscriptions are written as tuples: with an optional parameter, they could not be passed on to Apollo's overloads.
 */
export function plugin(_schema, documents, { operationsFrom }) {
  const operations = documents.flatMap(({ document }) => document.definitions.flatMap(toOperation));
  operations.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hooks = [...new Set(operations.flatMap(({ kind }) => HOOKS[kind]))].sort();
  const names = operations.flatMap(({ document, data, variables }) => [document, `type ${data}`, `type ${variables}`]);
  return {
    prepend: [
      `import { type SkipToken, ${hooks.join(', ')} } from '@apollo/client/react';`,
      `import { ${names.join(', ')} } from '${operationsFrom}';`,
    ],
    content: operations.map(toHooks).join('\n\n'),
  };
}

function toOperation(definition) {
  if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
  const { name, operation: kind, variableDefinitions = [] } = definition;
  if (name === undefined) throw new Error(`A ${kind} without a name cannot have a hook: give it one`);
  const data = `${name.value}${kind[0].toUpperCase()}${kind.slice(1)}`;
  const needsVariables = variableDefinitions.some(
    ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
  );
  const document = `${name.value}Document`;
  const about = commentOf(definition) ?? `The ${kind} ${name.value}.`;
  return [{ kind, name: name.value, document, data, variables: `${data}Variables`, needsVariables, about }];
}

/** The comment above an operation. */
function commentOf({ loc }) {
  const lines = [];
  for (let token = loc?.startToken.prev; token?.kind === TokenKind.COMMENT; token = token.prev) {
    lines.unshift(token.value.trim());
  }
  return lines.length === 0 ? undefined : lines.join('\n');
}

/** The doc comment of a hook: the operation's comment, then a description of the hook. */
function docOf(about, gives) {
  return ['/**', ...`${about}\n\n${gives}`.split('\n').map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
}

function toHooks({ kind, name, document, data, variables, needsVariables, about }) {
  const types = `${data}, ${variables}`;
  const options = needsVariables ? 'options' : 'options?';
  const whole = '& { returnPartialData?: false }';
  switch (kind) {
    case 'query':
      return [
        docOf(about, "Apollo's useQuery: `data` is undefined until it has loaded; `error` is set if loading failed."),
        `export function use${name}Query(...options: [${options}: useQuery.Options<${types}> ${whole} | SkipToken]): useQuery.Result<${types}, 'empty' | 'complete' | 'streaming', Partial<${variables}>> {`,
        `  return useQuery(${document}, ...options);`,
        '}',
        '',
        docOf(about, "Apollo's useLazyQuery: sends the query when you call the returned function."),
        `export function use${name}LazyQuery(options?: useLazyQuery.Options<${types}> ${whole}): useLazyQuery.ResultTuple<${types}, 'empty' | 'complete' | 'streaming'> {`,
        `  return useLazyQuery(${document}, options);`,
        '}',
        '',
        docOf(about, "Apollo's useSuspenseQuery: suspends until the data has loaded, and throws if loading fails."),
        `export function use${name}SuspenseQuery(...options: [${options}: useSuspenseQuery.Options<${variables}> & { errorPolicy?: 'none'; returnPartialData?: false }]): useSuspenseQuery.Result<${types}, 'complete' | 'streaming'> {`,
        `  return useSuspenseQuery(${document}, ...options);`,
        '}',
      ].join('\n');
    case 'mutation':
      return [
        docOf(
          about,
          "Apollo's useMutation: the returned function takes the variables, and rejects if the request fails.",
        ),
        `export function use${name}Mutation(options?: Omit<useMutation.Options<${types}>, 'variables'>): useMutation.ResultTuple<${types}> {`,
        `  return useMutation<${types}>(${document}, options);`,
        '}',
      ].join('\n');
    case 'subscription':
      return [
        docOf(about, "Apollo's useSubscription: `data` is the latest result; `onData` is called for each result."),
        `export function use${name}Subscription(...options: [${options}: useSubscription.Options<${types}> | SkipToken]): useSubscription.Result<${data}> {`,
        `  return useSubscription(${document}, ...options);`,
        '}',
      ].join('\n');
  }
}
