/** The URL that a message names, where it may be fetched; undefined where it may not. */
export type AllowedUrl = (text: string) => URL | undefined;

const AUTHORITY = /^https:\/\/([^/?#]+)/i;
/** Any other character is dropped or rewritten by the URL parser: the text would not show where it leads. */
const PLAIN = /^[!-[\]-~]+$/;
/**
 * A bucket of S3 has such a host too, `sns.s3-eu-west-1.amazonaws.com` is one called "sns", and holds what its owner
 * likes. No region is called that.
 */
const BUCKET = /(?:^|\.)s3(?:-[a-z0-9-]+)?\.(?:.+\.)?amazonaws\.com(?:\.cn)?$/;

/**
 * Decides by the host, with its port where that is not 443. All of the host has to match the pattern, whether the pattern
 * is anchored or not.
 */
export function createAllowedUrl(hostPattern: string): AllowedUrl {
  const pattern = new RegExp(`^(?:${hostPattern})$`);
  return (text) => {
    const authority = AUTHORITY.exec(text)?.[1]?.toLowerCase().replace(/:443$/, '');
    const url = URL.parse(text);
    if (authority === undefined || url === null || !PLAIN.test(text) || text.includes('#')) return undefined;
    // Where the parser sees another host than a reader does, somebody hides one: user-info, escapes, numbers for addresses.
    if (url.host !== authority || url.hostname.endsWith('.')) return undefined;
    return pattern.test(url.host) && !BUCKET.test(url.hostname) ? url : undefined;
  };
}

/** Certificates are files. A query would ask the API beside them, which repeats in its answers what it was asked. */
export function isCertificateFile(url: URL): boolean {
  return url.pathname.endsWith('.pem') && url.search === '';
}
