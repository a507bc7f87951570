import type { DocumentHandle } from '../backends/backend.ts';
import { documentOf } from '../backends/registry.ts';
import { decodeId, encodeId, type Identity, type InvoiceRef, notAnId } from '../domain/ids.ts';
import { BadUserInput } from '../errors/catalogue.ts';

/** An identity whose document, if it has one, its source has parsed. */
export type ParsedIdentity = Parsed<Identity>;

type Parsed<I extends Identity> = I extends { readonly ref: InvoiceRef }
  ? Omit<I, 'ref'> & { readonly ref: DocumentHandle }
  : I;

/** Decodes an id of any type. Throws BadUserInput if the text is not an id, including its source's part. */
export function anyIdentityOf(id: string): ParsedIdentity {
  const identity = decodeId(id);
  if (!('ref' in identity)) return identity;
  const ref = documentOf(identity.ref);
  if (ref === undefined) throw notAnId(id);
  return { ...identity, ref };
}

/** Decodes an id of one type. Throws BadUserInput also for an id of another type. */
export function identityOf<T extends Identity['type']>(type: T, id: string): Extract<ParsedIdentity, { type: T }> {
  const identity = anyIdentityOf(id);
  if (isOfType(identity, type)) return identity;
  throw new BadUserInput(`This is the id of ${withArticle(identity.type)}: pass the id of ${withArticle(type)}`);
}

/** The id that the gateway gives to the object of an id today; a text that is not an id stays as it is. */
export function currentId(id: string): string {
  try {
    return encodeId(anyIdentityOf(id));
  } catch (error) {
    if (error instanceof BadUserInput) return id;
    throw error;
  }
}

function withArticle(type: Identity['type']): string {
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
}

function isOfType<T extends Identity['type']>(
  identity: ParsedIdentity,
  type: T,
): identity is Extract<ParsedIdentity, { type: T }> {
  return identity.type === type;
}
