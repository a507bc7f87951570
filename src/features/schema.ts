import { readdirSync, readFileSync } from 'node:fs';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { addResolversToSchema } from '@graphql-tools/schema';
import { type DocumentNode, type GraphQLSchema, parse } from 'graphql';
import { backendStatusResolvers } from './backend-status/backend-status-resolvers.ts';
import { columnValueResolvers } from './column-value/column-value-resolvers.ts';
import { companyResolvers } from './company/company-resolvers.ts';
import { entityResolvers } from './entity/entity-resolvers.ts';
import { eventResolvers } from './event/event-resolvers.ts';
import { exportResolvers } from './export/export-resolvers.ts';
import { importJobResolvers } from './import-job/import-job-resolvers.ts';
import { invoiceListResolvers } from './invoice/invoice-list-resolvers.ts';
import { invoiceResolvers } from './invoice/invoice-resolvers.ts';
import { refuseUndeclaredFields } from './invoice/needs-document.ts';
import { lineItemResolvers } from './line-item/line-item-resolvers.ts';
import { matchResolvers } from './match/match-resolvers.ts';
import { nodeResolvers } from './node/node-resolvers.ts';
import { refuseOpenFields } from './open-fields.ts';
import { scalars } from './scalars/scalars.ts';
import { guardFields } from './scope-directive.ts';
import { supplierResolvers } from './supplier/supplier-resolvers.ts';
import { uploadResolvers } from './upload/upload-resolvers.ts';
import { uploadScalar } from './upload/upload-scalar.ts';
import { webhookResolvers } from './webhook/webhook-resolvers.ts';

const FOLDER = new URL('../../schema/', import.meta.url);
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
  supplierResolvers,
  uploadResolvers,
  uploadScalar,
  webhookResolvers,
];

/** The endpoint's schema: the SDL of schema/, its resolvers, its scopes enforced, and what a supergraph asks of it. */
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

/** Apollo prints the SDL each time that it is asked for; it is always the same, and one query can ask many times. */
function printSdlOnce(schema: GraphQLSchema): void {
  const field = schema.getQueryType()?.getFields()['_service'];
  const print = field?.resolve;
  if (field === undefined || print === undefined) throw new TypeError('the subgraph has no _service');
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
