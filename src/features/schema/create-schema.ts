import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { addResolversToSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { backendStatusResolvers } from '../backend-status.ts';
import { columnValueResolvers } from '../column-value.ts';
import { companyResolvers } from '../company.ts';
import { entityResolvers } from '../entity.ts';
import { eventResolvers } from '../event/event-resolvers.ts';
import { exportResolvers } from '../export/export-resolvers.ts';
import { importJobResolvers } from '../import-job/import-job-resolvers.ts';
import { invoiceResolvers } from '../invoice/invoice.ts';
import { invoiceListResolvers } from '../invoice/invoice-list.ts';
import { refuseUndeclaredFields } from '../invoice/needs-document.ts';
import { lineItemResolvers } from '../line-item.ts';
import { matchResolvers } from '../match.ts';
import { nodeResolvers } from '../node.ts';
import { searchResolvers } from '../search/search-resolvers.ts';
import { supplierResolvers } from '../supplier.ts';
import { uploadResolvers } from '../upload/upload-resolvers.ts';
import { uploadScalar } from '../upload/upload-scalar.ts';
import { viewerResolvers } from '../viewer.ts';
import { webhookResolvers } from '../webhook/webhook-resolvers.ts';
import { writeResolvers } from '../write/write-list.ts';
import { refuseOpenFields } from './open-fields.ts';
import { scalars } from './scalars.ts';
import { guardFields } from './scope-directive.ts';

const FOLDER = new URL('../../../schema/', import.meta.url);
const SNAPSHOT = 'snapshot.graphql';

const FEATURES = [
  backendStatusResolvers,
  columnValueResolvers,
  companyResolvers,
  entityResolvers,
  eventResolvers,
  exportResolvers,
  importJobResolvers,
  invoiceListResolvers,
  invoiceResolvers,
  lineItemResolvers,
  matchResolvers,
  nodeResolvers,
  searchResolvers,
  supplierResolvers,
  uploadResolvers,
  uploadScalar,
  viewerResolvers,
  webhookResolvers,
  writeResolvers,
];

/**
 * Builds the endpoint's schema: the SDL of schema/, its resolvers, the checks of its scopes, and the fields of a
 * federation subgraph.
 */
export function createSchema(): GraphQLSchema {
  const subgraph = buildSubgraphSchema(readTypeDefs());
  const schema = FEATURES.reduce(
    (built: GraphQLSchema, resolvers) =>
      addResolversToSchema({ schema: built, resolvers, updateResolversInPlace: true }),
    addResolversToSchema({ schema: subgraph, resolvers: scalars, updateResolversInPlace: true }),
  );
  printSdlOnce(schema);
  refuseOpenFields(schema);
  refuseUndeclaredFields(schema);
  return guardFields(schema);
}

/**
 * Apollo prints the SDL each time a query selects it. The SDL never changes, and one query can select it many times.
 */
function printSdlOnce(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_service'];
  const print = field?.resolve;
  if (field === undefined || print === undefined) throw new TypeError('The subgraph does not have a _service');
  let service: unknown;
  field.resolve = (...request) => {
    service ??= print(...request);
    return service;
  };
}

function readTypeDefs(): DocumentNode {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.graphql') && name !== SNAPSHOT);
  return parse(
    files
      .sort()
      .map((name) => readFileSync(new URL(name, FOLDER), 'utf8'))
      .join('\n'),
  );
}
