import { expect } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import type { CompanyKey } from '../../sandbox/world/company-profile.ts';
import { createHttpsFetch } from '../../src/calls/fetch-https.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createSubscriptionConfirmer } from '../../src/webhooks/sns/confirm-subscription.ts';
import { createSnsVerifier } from '../../src/webhooks/sns/verify-message.ts';
import { type Received, startReceiver } from './receiver.ts';
import { NOW, postJson, signIn } from './sources.ts';
import { bytesOf, put } from './uploads.ts';

export const DIGITIZED_TOPIC = 'arn:aws:sns:eu-west-1:007272210889:DPWebHook_ondigitized';
export const EXPORTED_TOPIC = 'arn:aws:sns:eu-west-1:007272210889:DPWebHook_onexport';

/** A sandbox whose clock stands still, a receiver for its messages, and a gateway's functions to verify them. */
export async function startTelling(options: SandboxOptions = {}) {
  await using started = new AsyncDisposableStack();
  const clock = createManualClock(NOW);
  const sandbox = started.use(
    await startSandbox({ clock, ...options, ivesk: { digitizeMs: 0, exportMs: 5_000, ...options.ivesk } }),
  );
  const receiver = started.use(await startReceiver());
  const https = started.use(createHttpsFetch({ deadlineMs: 5_000, maxBytes: 100_000 }));
  const { webhooks, companies } = parseConfig(sandbox.gatewayConfig());
  const reading = { hostPattern: webhooks.snsHostPattern, fetch: https.get };
  const verifyMessage = createSnsVerifier({ ...reading, now: clock.now });
  const confirmSubscription = createSubscriptionConfirmer(reading);
  const topicArns = companies[0]?.accounts.IVESK?.topicArns;
  const running = started.move();

  const verify = ({ body, headers }: Pick<Received, 'body' | 'headers'>) => verifyMessage(body, headers, topicArns);
  return {
    clock,
    sandbox,
    receiver,
    verify,
    /** Accepts all messages from now on, and confirms subscriptions, as a gateway does. */
    takeAll() {
      receiver.answer(async (received) => {
        const message = await verify(received);
        if (message.type === 'SubscriptionConfirmation') await confirmSubscription(message.subscribeUrl);
        return 200;
      });
    },
    async subscribe(company: CompanyKey, eventType: 'on_digitized' | 'on_exported', target: string) {
      const { ivesk } = await signIn(sandbox, company);
      const body = { name: 'test', eventType, target };
      expect(await ivesk('/subscriptions', postJson(body))).toMatchObject({ status: 200 });
      await sandbox.sns.settled();
    },
    async upload(company: CompanyKey, name: string) {
      const { ivesk } = await signIn(sandbox, company);
      await put((await ivesk(`/uploadlocation/${name}`)).json, bytesOf(name));
      await sandbox.sns.settled();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** The same, with the receiver subscribed to all events, and a path for each company. */
export async function startConnected(options: SandboxOptions = {}) {
  const world = await startTelling(options);
  world.takeAll();
  await world.sandbox.connect(new URL(`${world.receiver.url}/`));
  const isFor = (company: CompanyKey, { path }: Received) => path?.startsWith(`/webhooks/ivesk/${company}?`);
  return {
    ...world,
    /** The notifications for a company. */
    of: (company: CompanyKey) => world.receiver.notifications().filter((one) => isFor(company, one)),
  };
}
