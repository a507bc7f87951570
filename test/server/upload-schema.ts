import { createHash } from 'node:crypto';
import type { GraphQLScalarType, GraphQLSchema } from 'graphql';
import type { Context } from '../../src/context.ts';
import { ReceivedFile } from '../../src/domain/received-file.ts';
import { guardFields } from '../../src/features/schema/scope-directive.ts';
import { schemaOf } from '../execution/schema-of.ts';

const SDL = `
  directive @requiresScopes(scopes: [[String!]!]!) on FIELD_DEFINITION
  scalar Upload
  input Files { one: Upload  many: [Upload] }
  type File { name: String  size: Int!  sha256: String! }
  type Query { hello: String!  held: String! }
  type Mutation {
    keep(file: Upload, files: Files): [File!] @requiresScopes(scopes: [["files:write"]])
    use(file: Upload): String
    held(file: Upload): String
  }
`;

/** Side effects of the fields. */
export interface FieldActs {
  /** Called for each resolved field. */
  ran(field: string): void;
  /** `held` waits for this. */
  hold(signal: AbortSignal): Promise<void>;
  use(file: ReceivedFile): Promise<void>;
}

/** A schema whose `keep` reads files and describes them. Any caller may use its other fields. */
export function createUploadSchema(acts: FieldActs): GraphQLSchema {
  const held = async (_parent: unknown, _args: unknown, context: unknown) => {
    acts.ran('held');
    const { signal } = context as Context;
    await acts.hold(signal);
    signal.throwIfAborted();
    return 'let go';
  };
  const schema = schemaOf(SDL, {
    'Query.hello': () => 'hello',
    'Query.held': held,
    'Mutation.held': held,
    'Mutation.keep': async (_parent, args) => {
      acts.ran('keep');
      return await Promise.all(filesIn(args).map(describeFile));
    },
    'Mutation.use': async (_parent, args) => {
      acts.ran('use');
      for (const file of filesIn(args)) await acts.use(file);
      return 'used';
    },
  });
  const upload = schema.getType('Upload') as GraphQLScalarType;
  upload.parseValue = (value) => {
    if (value instanceof ReceivedFile) return value;
    throw new TypeError('no file');
  };
  return guardFields(schema);
}

function filesIn(value: unknown): readonly ReceivedFile[] {
  if (value instanceof ReceivedFile) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(filesIn) : [];
}

async function describeFile({ name, size, chunks }: ReceivedFile) {
  const hash = createHash('sha256');
  for await (const chunk of chunks()) hash.update(chunk);
  return { name, size, sha256: hash.digest('hex') };
}
