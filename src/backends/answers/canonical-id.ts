const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * The one spelling of an id. A UUID may come in any letter case and is written in lower case (RFC 9562, 4): a source that declares
 * its ids as UUIDs accepts it in a path. Any other id stays as it is.
 */
export function canonicalId(id: string): string {
  return UUID.test(id) ? id.toLowerCase() : id;
}

export function isSameId(id: string, other: string): boolean {
  return id === other || canonicalId(id) === canonicalId(other);
}
