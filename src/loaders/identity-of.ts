import type { DocumentHandle } from '../backends/backend.ts';
import { documentOf } from '../backends/registry.ts';
import { decodeId, type Identity, type InvoiceRef, notAnId } from '../domain/ids.ts';
import { BadUserInput } from '../errors/catalogue.ts';

/** An identity whose document, if it has one, its source has parsed. */
export type ParsedIdentity = Parsed<Identity>;

type Parsed<I extends Identity> = I extends { readonly ref: InvoiceRef }
  ? Omit<I, 'ref'> & { readonly ref: DocumentHandle }
  : I;

/** Parses an id. Throws BadUserInput if the text is not an id, even if only the part of its document's source is wrong. */
export function anyIdentityOf(id: string): ParsedIdentity {
  const identity = decodeId(id);
  if (!('ref' in identity)) return identity;
  const ref = documentOf(identity.ref);
  if (ref === undefined) throw notAnId(id);
  return { ...identity, ref };
}

/** Parses an id of one type. Throws BadUserInput for an id of another type. */
export function identityOf<T extends Identity['type']>(type: T, id: string): Extract<ParsedIdentity, { type: T }> {
  const identity = anyIdentityOf(id);
  if (isOfType(identity, type)) return identity;
  throw new BadUserInput(
    `This is the id of ${withArticle(identity.type)}; the id of ${withArticle(type)} is needed here`,
  );
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
