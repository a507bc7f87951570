import { getCACertificates, setDefaultCACertificates } from 'node:tls';

/**
 * Makes this process trust what the authority issues, beside all that it trusts already; until it is disposed of. Certificates
 * and confirmations of SNS are fetched over https only, with no setting that says otherwise: a gateway that runs in the
 * same process is to need none for the sandbox either. One in another process is given the certificate by
 * NODE_EXTRA_CA_CERTS.
 */
export function trustAuthority(certificatePem: string): Disposable {
  setDefaultCACertificates([...getCACertificates('default'), certificatePem]);
  return {
    [Symbol.dispose]() {
      // Not what was trusted before: another sandbox may have come since.
      setDefaultCACertificates(getCACertificates('default').filter((pem) => pem !== certificatePem));
    },
  };
}
