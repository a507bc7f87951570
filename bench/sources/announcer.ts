import { request } from 'undici';
import { startSandbox } from '../../sandbox/start.ts';

/** A delivery of SNS, signed and ready to be posted. */
export interface Notice {
  /** The id of the announced document. */
  readonly documentId: string;
  readonly body: string;
}

/** Announces documents: the stand-ins of `npm start`, of which only SNS is used. */
export interface Announcer extends AsyncDisposable {
  /** The configuration of a gateway that accepts its deliveries. */
  readonly configuration: object;
  readonly authorityPem: string;
  /** The token of a caller that may see everything. */
  readonly token: string;
  /** A document's JSON, as in the message about it. */
  document(documentId: string): string;
  /** Signed in advance: signing takes longer than verifying. */
  notices(count: number): readonly Notice[];
  /** Posts a notice to a gateway; resolves with the time of its 200, in milliseconds of `performance`. */
  post(origin: string, notice: Notice): Promise<number>;
}

const COMPANY = 'acme';

export async function startAnnouncer(): Promise<Announcer> {
  const sandbox = await startSandbox();
  const { sns, world } = sandbox;
  const configuration = sandbox.gatewayConfig() as {
    readonly callers: { readonly sandbox: { readonly token: string } };
  };
  const secret = encodeURIComponent(world[COMPANY].ivesk.webhookSecret);
  const template: object = JSON.parse(String(sns.compose(COMPANY, 'DIGITIZED')['Message']));
  let announced = 0;
  const document = (id: string): string => JSON.stringify({ ...template, id });
  return {
    configuration,
    authorityPem: sns.authorityPem,
    token: configuration.callers.sandbox.token,
    document,
    notices: (count) =>
      Array.from({ length: count }, () => {
        announced += 1;
        const documentId = `announced-${announced}`;
        return { documentId, body: sns.sign(sns.compose(COMPANY, 'DIGITIZED', document(documentId))) };
      }),
    async post(origin, { body }) {
      const { statusCode, body: answer } = await request(`${origin}/webhooks/ivesk/${COMPANY}?secret=${secret}`, {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=UTF-8' },
        body,
      });
      const answeredAt = performance.now();
      const text = await answer.text();
      if (statusCode !== 200) throw new Error(`A delivery was answered ${statusCode}: ${text.slice(0, 400)}`);
      return answeredAt;
    },
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}
