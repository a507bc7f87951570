import { type FieldNode, type GraphQLField, type GraphQLResolveInfo, type GraphQLSchema, isObjectType } from 'graphql';
import type { InvoiceResolvers } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Invoice } from '../../domain/invoice.ts';
import { selectedBelow } from '../schema/selection.ts';

/** The part of an invoice that is known before its document is read. */
export interface UnreadInvoice {
  readonly ref: InvoiceRef;
  readonly sourceId: string;
}

type Resolve<Parent, Args, Result> = (parent: Parent, args: Args, context: Context, info: GraphQLResolveInfo) => Result;

type Need = 'KEY' | 'DOCUMENT';

/** Kept in a field's `extensions`, which stay when its resolver is wrapped. */
interface Needs<N extends Need> {
  readonly extensions: { readonly needs: N };
}

/** The resolvers of Invoice. Each one says what it needs, because an invoice is often reached before it is read. */
export type InvoiceFields = {
  readonly [Field in keyof InvoiceResolvers]:
    | (InvoiceResolvers<Context, UnreadInvoice>[Field] & Needs<'KEY'>)
    | (InvoiceResolvers<Context, Invoice>[Field] & Needs<'DOCUMENT'>)
    | (Field extends keyof UnreadInvoice ? typeof inKey : never);
};

/** Declares a resolver that works on an invoice whose document was not read. */
export function byKey<Args, Result>(resolve: Resolve<UnreadInvoice, Args, Result>) {
  return { resolve, extensions: { needs: 'KEY' } } as const;
}

/** Declares a resolver that needs the document. */
export function byDocument<Args, Result>(resolve: Resolve<Invoice, Args, Result>) {
  return { resolve, extensions: { needs: 'DOCUMENT' } } as const;
}

/** Declares a field without a resolver that is a property of `UnreadInvoice`. */
export const inKey: Needs<'KEY'> = { extensions: { needs: 'KEY' } };

/**
 * Returns true if any field selected on an invoice needs its document. A field that is not declared is read from it.
 */
export function needsDocument(selected: readonly FieldNode[], schema: GraphQLSchema): boolean {
  const fields = fieldsOfInvoice(schema);
  return selected.some(({ name }) => {
    const field = fields[name.value];
    // `__typename`, and fields of the other members of a union, are not fields of Invoice.
    return field !== undefined && needOf(field) !== 'KEY';
  });
}

const answers = new WeakMap<object, Map<readonly FieldNode[], boolean>>();

/**
 * True if the field that is resolved selects anything of its invoice that needs the document. An operation can resolve
 * a field thousands of times, and the answer is the same each time: it is kept as long as the variables.
 */
export function isDocumentNeeded({ variableValues, fieldNodes, fragments, schema }: GraphQLResolveInfo): boolean {
  const ofOperation = answers.get(variableValues) ?? new Map<readonly FieldNode[], boolean>();
  answers.set(variableValues, ofOperation);
  const existing = ofOperation.get(fieldNodes);
  if (existing !== undefined) return existing;
  const isNeeded = needsDocument(selectedBelow(fieldNodes, { fragments, variableValues }), schema);
  ofOperation.set(fieldNodes, isNeeded);
  return isNeeded;
}

/** Throws if a resolver of Invoice is not declared: a list would read documents that the field may not need. */
export function refuseUndeclaredFields(schema: GraphQLSchema): void {
  const undeclared = Object.values(fieldsOfInvoice(schema))
    .filter((field) => field.resolve !== undefined && needOf(field) === undefined)
    .map(({ name }) => `Invoice.${name}`);
  if (undeclared.length === 0) return;
  throw new TypeError(
    `The schema does not say whether ${undeclared.join(', ')} can be resolved without reading the document: declare the resolver with byKey or byDocument`,
  );
}

function fieldsOfInvoice(schema: GraphQLSchema): Readonly<Record<string, GraphQLField<unknown, unknown>>> {
  const type = schema.getType('Invoice');
  if (!isObjectType(type)) throw new TypeError('The schema does not have a type Invoice');
  return type.getFields();
}

function needOf({ extensions }: GraphQLField<unknown, unknown>): unknown {
  return extensions['needs'];
}
