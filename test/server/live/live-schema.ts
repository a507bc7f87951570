import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Context } from '../../../src/context.ts';
import { guardFields } from '../../../src/features/schema/scope-directive.ts';
import type { StoredEvent } from '../../../src/store/events/event-log.ts';
import { schemaOf } from '../../execution/schema-of.ts';
import { ALL } from '../../store/some-events.ts';

const SDL = `
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  type Query { hello(name: String): String!  held: String!  stubborn: String!  secret: String @requiresScopes(scopes: [["bank:read"]]) }
  type Mutation { write(text: String!): String! }
  type Subscription {
    events(after: ID): Event!
    secretEvents: Event! @requiresScopes(scopes: [["bank:read"]])
    numbers(to: Int!): Int!
    faulty: Int!
  }
  type Event { id: ID!  text: String!  caller: String!  held: String  fault: String  fatal: String! }
`;

/** Side effects of the fields. */
export interface LiveActs {
  /** Called for each resolved field among held, write and text. */
  ran(field: string): void;
  /** The fields `held` and `stubborn` wait for this; `stubborn` also after its caller has gone. */
  hold(signal: AbortSignal): Promise<void>;
}

/** A schema whose events are those of the relay. An event's text is the id of its document. */
export function createLiveSchema({ ran, hold }: LiveActs): GraphQLSchema {
  const held = async (_parent: unknown, _args: unknown, context: unknown) => {
    const { signal } = context as Context;
    ran('held');
    await hold(signal);
    signal.throwIfAborted();
    return 'let go';
  };
  const events = (name: string) => (_parent: unknown, args: { readonly after?: string | null }, context: unknown) => {
    const { relay, signal, reader } = context as Context;
    return named(name, relay.events(ALL, args.after ?? null, signal, reader));
  };
  const schema = schemaOf(SDL, {
    'Query.hello': (_parent, { name }) => `hello, ${name ?? 'you'}`,
    'Query.held': held,
    'Query.stubborn': async () => {
      await hold(new AbortController().signal);
      return 'let go';
    },
    'Query.secret': () => 'told',
    'Mutation.write': (_parent, { text }) => {
      ran('write');
      return text;
    },
    'Event.text': (parent) => {
      ran('text');
      return (parent as StoredEvent).document;
    },
    'Event.caller': (_parent, _args, context) => (context as Context).caller.name,
    'Event.held': held,
    'Event.fault': () => {
      throw new TypeError('a fault of our own');
    },
    'Event.fatal': () => {
      throw new GraphQLError('fatal', { extensions: { code: 'BAD_USER_INPUT' } });
    },
  });
  const fields = schema.getSubscriptionType()?.getFields() ?? {};
  Object.assign(fields['events'] ?? {}, { subscribe: events('events') });
  Object.assign(fields['secretEvents'] ?? {}, { subscribe: events('secretEvents') });
  Object.assign(fields['numbers'] ?? {}, { subscribe: (_parent: unknown, { to }: { to: number }) => count(to) });
  Object.assign(fields['faulty'] ?? {}, {
    subscribe: async function* () {
      yield { faulty: 1 };
      throw new TypeError('a fault of our own');
    },
  });
  return guardFields(schema);
}

async function* named(name: string, values: AsyncIterable<unknown>) {
  for await (const value of values) yield { [name]: value };
}

async function* count(to: number) {
  for (let number = 1; number <= to; number += 1) yield { numbers: number };
}
