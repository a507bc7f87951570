import { type GraphQLLeafType, type GraphQLSchema, isLeafType } from 'graphql';
import { disown, isPromise } from '../promises.ts';

/** Takes the place of an error's message: compiled code keeps only the message of an error that a serializer throws. */
export class SerializationFailure {
  readonly thrown: unknown;

  constructor(thrown: unknown) {
    this.thrown = thrown;
  }
}

type Serialize = (value: unknown) => unknown;

/** The schema's own serializers, by the name of their type. */
export function leafSerializers(schema: GraphQLSchema): Record<string, Serialize> {
  const leaves = Object.values(schema.getTypeMap()).filter(isLeafType);
  return Object.fromEntries(leaves.map((type) => [type.name, serializer(type)]));
}

function serializer(type: GraphQLLeafType): Serialize {
  return (value) => {
    // graphql-js would call a function and await a promise. Undefined is not a value: the run is abandoned.
    if (typeof value === 'function') return undefined;
    if (typeof value === 'object' && isPromise(value)) return disown(value);
    try {
      return type.serialize(value) ?? undefined;
    } catch (thrown) {
      throw Object.assign(new Error(), { message: new SerializationFailure(thrown) });
    }
  };
}
