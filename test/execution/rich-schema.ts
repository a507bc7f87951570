import { buildSchema, type GraphQLSchema } from 'graphql';
import { settleWorld } from './world.ts';

const SDL = /* GraphQL */ `
  interface Node { id: ID! }
  interface Named { name: String label(prefix: String = "x"): String! }
  type User implements Node & Named {
    id: ID! name: String label(prefix: String = "x"): String! age: Int score: Float active: Boolean! role: Role
    friends(first: Int = 2, filter: Filter): [User!] pet: Pet home: Address! tags: [String!]! matrix: [[Int]] day: Day strict: Day!
    some(of: [Int!]): [Node!]! named: Named favourite: Pet
  }
  type Address { street: String! city: String geo: Geo owner: User! }
  type Geo { lat: Float! lon: Float label: String! }
  type Dog implements Node & Named { id: ID! name: String label(prefix: String = "x"): String! barks: Boolean owner: User! home: Address }
  type Cat implements Node & Named { id: ID! name: String label(prefix: String = "x"): String! lives: Int! enemies: [Pet!]! slow: [[Pet!]]! }
  union Pet = Dog | Cat
  enum Role { ADMIN GUEST }
  scalar Day
  input Filter { role: Role = ADMIN min: Int! tags: [String] nested: Filter day: Day = "2024-01-01" }
  type Query {
    node(id: ID!): Node nodes(ids: [ID!]!): [Node]! user(id: ID): User users(filter: Filter, roles: [Role!] = [ADMIN]): [User!]
    search(text: String!, first: Int! = 3): [Pet!]! me: User! echo(filter: Filter, role: Role, n: Int = 3, day: Day): String
  }
`;

const RESOLVED = new Set(['id', 'label', 'friends', 'pet', 'owner', 'enemies', 'strict', 'some', 'slow', 'lon']);

export function createRichSchema(): GraphQLSchema {
  const schema = buildSchema(SDL);
  settleWorld(schema, (_type, field) => RESOLVED.has(field));
  return schema;
}
