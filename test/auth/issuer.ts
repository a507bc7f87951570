import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JwtConfig } from '../../src/config/config.ts';

/** The time at which all tokens of these tests are issued and verified, in milliseconds since the epoch. */
export const NOW = Date.UTC(2026, 0, 2, 3, 4, 5);
const NOW_S = NOW / 1000;

type Answer = { readonly status: number; readonly body: string } | 'never';

/** A key pair of an issuer: the private key signs, and the public key is published. */
export async function createSigner(alg: string, kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    /** Valid for five minutes, unless the claims say otherwise. A claim that is undefined is left out. */
    sign: (claims: Readonly<Record<string, unknown>> = {}, header: { readonly typ?: string } = {}): Promise<string> =>
      new SignJWT({ iss: 'https://login.test', aud: 'gateway', sub: 'erp', iat: NOW_S, exp: NOW_S + 300, ...claims })
        .setProtectedHeader({ alg, kid, ...header })
        .sign(privateKey),
  };
}

/** An issuer of tokens: a server that publishes keys and counts the requests for them. */
export async function startIssuer(keys: readonly object[] = []) {
  let answer: Answer = { status: 200, body: JSON.stringify({ keys }) };
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    if (answer === 'never') return;
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The issuer has no port.');
  const jwt: JwtConfig = {
    issuer: 'https://login.test',
    audience: 'gateway',
    jwksUrl: `http://127.0.0.1:${address.port}/jwks.json`,
    companiesClaim: 'companies',
    scopesClaim: 'scope',
  };
  return {
    jwt,
    asked: () => asked,
    answer: (next: Answer) => {
      answer = next;
    },
    publish: (published: readonly object[]) => {
      answer = { status: 200, body: JSON.stringify({ keys: published }) };
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
