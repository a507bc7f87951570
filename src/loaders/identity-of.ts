import { isInvoiceKey } from '../backends/registry.ts';
import { decodeId, type Identity, notAnId } from '../domain/ids.ts';
import { BadUserInput } from '../errors/catalogue.ts';

/** Decodes an id of any type. Throws BadUserInput if the text is not an id, including its source's part. */
export function anyIdentityOf(id: string): Identity {
  const identity = decodeId(id);
  if ('ref' in identity && !isInvoiceKey(identity.ref.source, identity.ref.key)) throw notAnId(id);
  return identity;
}

/** Decodes an id of one type. Throws BadUserInput also for an id of another type. */
export function identityOf<T extends Identity['type']>(type: T, id: string): Extract<Identity, { type: T }> {
  const identity = anyIdentityOf(id);
  if (isOfType(identity, type)) return identity;
  throw new BadUserInput(`This is the id of ${withArticle(identity.type)}: pass the id of ${withArticle(type)}`);
}

function withArticle(type: Identity['type']): string {
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
}

function isOfType<T extends Identity['type']>(identity: Identity, type: T): identity is Extract<Identity, { type: T }> {
  return identity.type === type;
}
