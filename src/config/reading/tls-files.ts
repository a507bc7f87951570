import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { ConfigError } from '../config-error.ts';

/** Paths of files in PEM form. */
export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

/** A certificate with its chain, and its private key. */
export interface TlsConfig {
  readonly cert: string;
  readonly key: string;
}

/** Reads the files, and checks that they belong together. Throws ConfigError without any of their content. */
export function readTlsFiles({ certFile, keyFile }: TlsFiles): TlsConfig {
  const cert = attempt('certFile', certFile, () => readFileSync(certFile, 'utf8'));
  const key = attempt('keyFile', keyFile, () => readFileSync(keyFile, 'utf8'));
  const certificate = attempt('certFile', certFile, () => new X509Certificate(cert));
  const privateKey: KeyObject = attempt('keyFile', keyFile, () => createPrivateKey(key));
  // OpenSSL compares only keys of one type: it would accept an RSA key with a certificate for EC.
  if (!certificate.checkPrivateKey(privateKey))
    throw fault('keyFile', keyFile, `is not the key of the certificate in ${certFile}`);
  attempt('certFile', certFile, () => createSecureContext({ cert, key }));
  return { cert, key };
}

/** Depends on the form of the key. */
const ENCRYPTED = /MISSING_PASSPHRASE|INTERRUPTED_OR_CANCELLED|BAD_DECRYPT/;

function attempt<Result>(setting: keyof TlsFiles, path: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw fault(setting, path, explain(setting, error));
  }
}

function explain(setting: keyof TlsFiles, error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  if (error instanceof Error && 'syscall' in error) return `cannot be read (${code})`;
  if (ENCRYPTED.test(code)) return 'is encrypted: use a key without a passphrase';
  return `has no ${setting === 'certFile' ? 'certificate' : 'private key'} in PEM form that can be used (${code})`;
}

function fault(setting: keyof TlsFiles, path: string, what: string): ConfigError {
  return new ConfigError([`server.tls.${setting}: ${path} ${what}`]);
}
