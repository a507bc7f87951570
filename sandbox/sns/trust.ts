import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Makes this process trust the authority in addition to the default ones, until it is disposed of. The gateway fetches
 * the certificates and confirmations of SNS only over https, without a setting to change that. With this, a gateway in
 * the same process works with the sandbox; one in another process gets the certificate through NODE_EXTRA_CA_CERTS.
 */
export function trustAuthority(certificatePem: string): Disposable {
  setDefaultCACertificates([...getCACertificates('default'), certificatePem]);
  return {
    [Symbol.dispose]() {
      // Do not restore the previous list: another sandbox may have added a certificate since.
      setDefaultCACertificates(getCACertificates('default').filter((pem) => pem !== certificatePem));
    },
  };
}
