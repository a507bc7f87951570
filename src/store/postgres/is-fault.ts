import { DatabaseError } from 'pg';
import { NewerSchema } from '../newer-schema.ts';
import { MissingExtension } from './missing-extension.ts';

/**
 * Classes of SQLSTATE that pass by themselves: connection, rollback, resources (too many connections), locks, operator (a
 * server that starts or stops), system, and a server's own failures.
 */
const PASSING: ReadonlySet<string> = new Set(['08', '25', '40', '53', '55', '57', '58', 'XX']);

/** Messages of `pg` about an authentication or a TLS that the server and the URL do not agree on. */
const DISAGREEMENT = /^SASL: |does not support SSL|establishing an SSL connection/;

/** Codes of Node for a certificate that it does not accept. */
const CERTIFICATE = /^(?:CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED_CERT|ERR_TLS_|ERR_SSL_)/;

/**
 * True if the configuration or the database has to be corrected: its server refuses the credentials, the database does
 * not exist, or a newer gateway has written it. False if the server is away, which passes.
 */
export function isFault(error: unknown): boolean {
  if (error instanceof NewerSchema || error instanceof MissingExtension) return true;
  if (error instanceof DatabaseError) return !PASSING.has((error.code ?? 'XX').slice(0, 2));
  if (!(error instanceof Error)) return false;
  return DISAGREEMENT.test(error.message) || ('code' in error && CERTIFICATE.test(String(error.code)));
}
