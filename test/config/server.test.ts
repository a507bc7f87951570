import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { type Certificate, createCertificate } from '../server/certificate.ts';

const COMPANIES = { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } };

function parse(server: unknown) {
  return parseConfig({ companies: COMPANIES, server }).server;
}

function faults(server: unknown): string {
  try {
    parse(server);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
}

describe('server', () => {
  test('trusts no proxy, allows every origin, and has no TLS by default', () => {
    expect(parse({})).toMatchObject({ trustProxy: 0, cors: { origins: '*' }, tls: undefined });
  });

  test('reads the number of proxies from a variable, which is text', () => {
    expect(parse({ trustProxy: '2' }).trustProxy).toBe(2);
  });

  test.each([
    [{ trustProxy: 17 }, 'server.trustProxy: must be a whole number from 0 to 16'],
    [{ trustProxy: true }, 'server.trustProxy: must be the number of proxies'],
    [{ trustProxy: ['10.0.0.0/33'] }, 'server.trustProxy[0]: must be an IP address, or a range'],
    [{ trustProxy: ['10.0.0.0/8', 'proxy.local'] }, 'server.trustProxy[1]: must be an IP address, or a range'],
    [{ trustProxy: ['fd00::/129'] }, 'server.trustProxy[0]: must be an IP address, or a range'],
    [{ trustProxy: ['10.0.0.0/'] }, 'server.trustProxy[0]: must be an IP address, or a range'],
    [{ cors: { origins: ['https://erp.example/'] } }, 'server.cors.origins[0]: must be an origin in lower case'],
    [{ cors: { origins: ['erp.example'] } }, 'server.cors.origins[0]: must be an origin in lower case'],
    [{ cors: { origins: ['https://*.example'] } }, 'server.cors.origins[0]: must be an origin in lower case'],
    [{ cors: { origins: ['https://erp.example:443'] } }, 'server.cors.origins[0]: must be an origin in lower case'],
    [{ cors: { origins: 'https://erp.example' } }, 'server.cors.origins: must be a list of origins, or "*" for all'],
    [{ tls: { certFile: 'a.pem' } }, 'server.tls.keyFile: is missing or empty'],
    [{ idleTimeoutMs: 10 }, 'server.idleTimeoutMs: must be a whole number from 1000 to'],
  ])('with %j has a fault', (server, expected) => {
    expect(faults(server)).toContain(expected);
  });
});

describe('server.tls', () => {
  let ours: Certificate;
  let other: Certificate;

  beforeAll(() => {
    ours = createCertificate('ours');
    other = createCertificate('other');
  });

  afterAll(() => {
    ours[Symbol.dispose]();
    other[Symbol.dispose]();
  });

  function file(text: string): string {
    const path = `${ours.certFile}.wrong`;
    writeFileSync(path, text);
    return path;
  }

  test('reads a certificate and its key', () => {
    const { tls } = parse({ tls: { certFile: ours.certFile, keyFile: ours.keyFile } });
    expect(tls?.cert).toBe(ours.ca);
    expect(tls?.key).toContain('PRIVATE KEY');
  });

  test('refuses a file that is missing', () => {
    const certFile = '/nowhere/tls.crt';
    expect(faults({ tls: { certFile, keyFile: ours.keyFile } })).toContain(
      'server.tls.certFile: /nowhere/tls.crt cannot be read (ENOENT)',
    );
  });

  test('refuses a key that belongs to another certificate, also of another type', () => {
    const rsa = execFileSync('openssl', ['genpkey', '-algorithm', 'RSA'], { stdio: 'pipe', encoding: 'utf8' });
    for (const keyFile of [other.keyFile, file(rsa)])
      expect(faults({ tls: { certFile: ours.certFile, keyFile } })).toContain(
        `server.tls.keyFile: ${keyFile} is not the key of the certificate in ${ours.certFile}`,
      );
  });

  test('refuses files that were exchanged, and files without a certificate or key', () => {
    const { certFile, keyFile } = ours;
    const noCertificate = /^server\.tls\.certFile: .* has no certificate in PEM form/m;
    expect(faults({ tls: { certFile: keyFile, keyFile: certFile } })).toMatch(noCertificate);
    expect(faults({ tls: { certFile: file(''), keyFile } })).toMatch(noCertificate);
    expect(faults({ tls: { certFile, keyFile: file('') } })).toContain('has no private key in PEM form');
  });

  test('refuses an encrypted key, and does not show any of it', () => {
    const encrypt = ['pkey', '-in', ours.keyFile, '-aes256', '-passout', 'pass:secret'];
    const text = execFileSync('openssl', encrypt, { stdio: 'pipe', encoding: 'utf8' });
    const fault = faults({ tls: { certFile: ours.certFile, keyFile: file(text) } });
    expect(fault).toContain('is encrypted: use a key without a passphrase');
    expect(fault).not.toContain(text.split('\n')[1]);
  });
});
