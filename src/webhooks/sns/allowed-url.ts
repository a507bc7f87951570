/** Returns the URL that a message names if it may be fetched, otherwise undefined. */
export type AllowedUrl = (text: string) => URL | undefined;

const AUTHORITY = /^https:\/\/([^/?#]+)/i;
/** The URL parser drops or rewrites any other character: the text would not show the actual destination. */
const PLAIN = /^[!-[\]-~]+$/;
/**
 * Hosts of S3 buckets. `sns.s3-eu-west-1.amazonaws.com` is a bucket called "sns", and anybody could own one. There is
 * not a region with such a name.
 */
const BUCKET = /(?:^|\.)s3(?:-[a-z0-9-]+)?\.(?:.+\.)?amazonaws\.com(?:\.cn)?$/;

/**
 * Decides by the host, with its port if that is not 443. The whole host has to match the pattern, whether or not the
 * pattern is anchored.
 */
export function createAllowedUrl(hostPattern: string): AllowedUrl {
  const pattern = new RegExp(`^(?:${hostPattern})$`);
  return (text) => {
    const authority = AUTHORITY.exec(text)?.[1]?.toLowerCase().replace(/:443$/, '');
    const url = URL.parse(text);
    if (authority === undefined || url === null || !PLAIN.test(text) || text.includes('#')) return undefined;
    // If the parser sees another host than a reader, it is disguised: by user info, escapes or a numeric address.
    if (url.host !== authority || url.hostname.endsWith('.')) return undefined;
    return pattern.test(url.host) && !BUCKET.test(url.hostname) ? url : undefined;
  };
}

/** Certificates are files. A query would address the API on the same host, which echoes its input in its answers. */
export function isCertificateFile(url: URL): boolean {
  return url.pathname.endsWith('.pem') && url.search === '';
}
