import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import {
  bitString,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  tagged,
  trueValue,
  utcTime,
  utf8String,
} from './der.ts';

/** Both in PEM, as `node:https` takes them. */
export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

export interface SigningPair {
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

export interface SigningOptions {
  /** An RSA pair of 2048 bits by default. */
  readonly keys?: KeyPair;
  readonly validFrom?: Date;
  readonly validTo?: Date;
}

export interface Authority {
  /** The root certificate, which clients have to trust. */
  readonly certificatePem: string;
  /** Issues a certificate for a server with these names and IPv4 addresses. */
  readonly issue: (names: {
    readonly hosts?: readonly string[];
    readonly ips?: readonly string[];
  }) => ServerCertificate;
  /** Issues a certificate for signing messages. */
  readonly issueSigning: (options?: SigningOptions) => SigningPair;
}

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

interface Subject {
  readonly name: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly validFrom?: Date | undefined;
  readonly validTo?: Date | undefined;
  readonly extensions?: readonly Buffer[];
}

const DAY_MS = 86_400_000;
const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));

/** A new certificate authority: its key is created here and is not stored. */
export function createAuthority(): Authority {
  const { publicKey, privateKey } = generateEcKeys();
  // Issuers are looked up by name: if two trusted ones had the same name, the wrong one might be found.
  const issuer = `Invoice gateway sandbox ${randomBytes(8).toString('hex')}`;
  const certify = (subject: Omit<Subject, 'issuer'>): string =>
    signCertificate(toBeSigned({ ...subject, issuer }), privateKey);
  return {
    certificatePem: certify({ name: issuer, publicKey, extensions: [basicConstraints()] }),
    issue: ({ hosts = [], ips = [] }) => {
      const keys = generateEcKeys();
      const cert = certify({ name: 'server', publicKey: keys.publicKey, extensions: [subjectAltName(hosts, ips)] });
      return { key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
    },
    issueSigning: ({ keys = generateKeyPairSync('rsa', { modulusLength: 2048 }), validFrom, validTo } = {}) => ({
      certificatePem: certify({ name: 'sns.amazonaws.com', publicKey: keys.publicKey, validFrom, validTo }),
      privateKey: keys.privateKey,
    }),
  };
}

function generateEcKeys(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

/** RFC 5280, section 4.1. Valid from yesterday for a year by default. */
function toBeSigned({ name, issuer, publicKey, validFrom, validTo, extensions = [] }: Subject): Buffer {
  return sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    // The first bit is clear and the second set, so that the number is positive and its encoding is minimal.
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    commonName(issuer),
    sequence(
      utcTime(validFrom ?? new Date(Date.now() - DAY_MS)),
      utcTime(validTo ?? new Date(Date.now() + 365 * DAY_MS)),
    ),
    commonName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(extensions.length > 0 ? [tagged(0xa3, sequence(...extensions))] : []),
  );
}

function signCertificate(body: Buffer, key: KeyObject): string {
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(sign('sha256', body, key)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

function commonName(text: string): Buffer {
  return sequence(set(sequence(objectId('2.5.4.3'), utf8String(text))));
}

function basicConstraints(): Buffer {
  return sequence(objectId('2.5.29.19'), trueValue(), octetString(sequence(trueValue())));
}

function subjectAltName(hosts: readonly string[], ips: readonly string[]): Buffer {
  const names = hosts.map((host) => tagged(0x82, Buffer.from(host)));
  const addresses = ips.map((ip) => tagged(0x87, Buffer.from(ip.split('.').map(Number))));
  return sequence(objectId('2.5.29.17'), octetString(sequence(...names, ...addresses)));
}
