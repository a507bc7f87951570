import { generateKeyPairSync, sign } from 'node:crypto';
import type { Authority, KeyPair, SigningPair } from './certificate.ts';
import type { Fields } from './message.ts';

export type SignatureVersion = '1' | '2';

export interface Signer {
  certificatePem(): string;
  /**
   * The JSON of the message, with a signature over those signed fields that it has. SignatureVersion and SigningCertURL
   * may be given; they are not signed.
   */
  sign(fields: Fields): string;
}

const DIGESTS: Readonly<Record<string, string>> = { '1': 'RSA-SHA1', '2': 'RSA-SHA256' } satisfies Record<
  SignatureVersion,
  string
>;

/** In the order of AWS's page "Verifying the signatures of Amazon SNS messages". */
const HANDSHAKE = ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
const SIGNED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: HANDSHAKE,
  UnsubscribeConfirmation: HANDSHAKE,
};

let keys: KeyPair | undefined;

/**
 * The key is created on first use and shared by all sandboxes of a process: creating one takes longer than starting
 * everything else. The certificate is valid at any time that a sandbox's clock may show.
 */
export function createSigner(authority: Authority, certificateUrl: () => string): Signer {
  let pair: SigningPair | undefined;
  const signingPair = () => {
    keys ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    pair ??= authority.issueSigning({ keys, validFrom: new Date('2000-01-01'), validTo: new Date('2049-12-31') });
    return pair;
  };
  return {
    certificatePem: () => signingPair().certificatePem,
    sign(fields) {
      const version = String(fields['SignatureVersion'] ?? '1');
      // For an unknown version, the signature can be anything.
      const digest = DIGESTS[version] ?? 'RSA-SHA512';
      const signature = sign(digest, Buffer.from(textToSign(fields)), signingPair().privateKey).toString('base64');
      return JSON.stringify({
        SigningCertURL: certificateUrl(),
        ...fields,
        SignatureVersion: version,
        Signature: signature,
      });
    },
  };
}

function textToSign(fields: Fields): string {
  const names = SIGNED_FIELDS[String(fields['Type'])] ?? [];
  return names
    .filter((name) => name in fields)
    .map((name) => `${name}\n${fields[name]}\n`)
    .join('');
}
