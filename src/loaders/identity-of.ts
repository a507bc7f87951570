import { isInvoiceKey } from '../backends/registry.ts';
import { decodeId, type Identity, notAnId } from '../domain/ids.ts';
import { BadUserInput } from '../errors/catalogue.ts';

/** What an id stands for. Throws BadUserInput for a text that is no id, also where only its document's part is wrong. */
export function anyIdentityOf(id: string): Identity {
  const identity = decodeId(id);
  if ('ref' in identity && !isInvoiceKey(identity.ref.source, identity.ref.key)) throw notAnId(id);
  return identity;
}

/** What an id of one type stands for. Throws BadUserInput for an id of another type. */
export function identityOf<T extends Identity['type']>(type: T, id: string): Extract<Identity, { type: T }> {
  const identity = anyIdentityOf(id);
  if (isOfType(identity, type)) return identity;
  throw new BadUserInput(
    `This is the id of ${withArticle(identity.type)}; the id of ${withArticle(type)} is needed here`,
  );
}

function withArticle(type: Identity['type']): string {
  return `${/^[AEIOU]/.test(type) ? 'an' : 'a'} ${type}`;
}

function isOfType<T extends Identity['type']>(identity: Identity, type: T): identity is Extract<Identity, { type: T }> {
  return identity.type === type;
}
