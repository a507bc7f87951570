import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files of a certificate that signs itself, for 127.0.0.1, and its text, which clients trust. */
export interface Certificate extends Disposable {
  readonly certFile: string;
  readonly keyFile: string;
  readonly ca: string;
}

/** Makes a certificate with openssl: Node cannot sign one. */
export function createCertificate(name: string): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'certificate-'));
  const [certFile, keyFile] = [join(folder, 'tls.crt'), join(folder, 'tls.key')];
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile];
  execFileSync('openssl', ['req', '-x509', ...key, '-out', certFile, ...subject], { stdio: 'pipe' });
  return {
    ...{ certFile, keyFile, ca: readFileSync(certFile, 'utf8') },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  };
}
