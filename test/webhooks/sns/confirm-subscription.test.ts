import { expect, test } from 'vitest';
import { createHttpsFetch } from '../../../src/calls/fetch-https.ts';
import { createSubscriptionConfirmer } from '../../../src/webhooks/sns/confirm-subscription.ts';
import { type Handler, startHttpsHost, useTrustedAuthority } from './https-host.ts';

const server = useTrustedAuthority().issue({ ips: ['127.0.0.1'] });
const PATH = '/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:eu-west-1:123456789012:MyTopic&Token=2336412f37f';

async function startConfirmer(handler: Handler) {
  const host = await startHttpsHost(server, handler);
  const fetch = createHttpsFetch({ deadlineMs: 10_000, maxBytes: 1_000 });
  return {
    host,
    confirm: createSubscriptionConfirmer({ hostPattern: '^127\\.0\\.0\\.1:\\d+$', fetch: fetch.get }),
    [Symbol.asyncDispose]: async () => {
      await fetch[Symbol.asyncDispose]();
      await host[Symbol.asyncDispose]();
    },
  };
}

const failed = { name: 'ConfirmationFailed', code: 'BACKEND_UNAVAILABLE', retryable: true };

test.each([
  ['', 204],
  ['<ConfirmSubscriptionResponse/>', 200],
  ['x'.repeat(1_001), 200],
])('a subscription is confirmed with a GET of the unchanged URL', async (body, status) => {
  await using started = await startConfirmer((_, response) => void response.writeHead(status).end(body));
  const { host, confirm } = started;
  await confirm(host.url(PATH).href);
  expect(host.requests).toMatchObject([{ method: 'GET', url: PATH }]);
});

test.each([301, 302, 400, 403, 404, 429, 500, 503])(
  'a subscription is not confirmed if the answer is %i',
  async (status) => {
    await using started = await startConfirmer((_, response) => {
      response.writeHead(status, { location: `https://${host.host}/elsewhere` }).end();
    });
    const { host, confirm } = started;
    await expect(confirm(host.url(PATH).href)).rejects.toMatchObject({
      ...failed,
      cause: { message: `HTTP ${status}` },
    });
    expect(host.requests.length).toBe(1);
  },
);

test('a subscription is not confirmed if there is no answer', async () => {
  await using started = await startConfirmer((_, response) => void response.destroy());
  const { host, confirm } = started;
  await expect(confirm(host.url(PATH).href)).rejects.toMatchObject({ ...failed, cause: { kind: 'connection' } });
});

test('a confirmation ends with the signal of its caller', async () => {
  await using started = await startConfirmer(() => {});
  const { host, confirm } = started;
  const controller = new AbortController();
  const asked = host.next();
  const outcome = Promise.allSettled([confirm(host.url(PATH).href, controller.signal)]);
  await asked;
  controller.abort();
  expect(await outcome).toMatchObject([{ reason: { ...failed, cause: { kind: 'aborted' } } }]);
});

test('a confirmation does not call other hosts', async () => {
  await using started = await startConfirmer((_, response) => void response.end());
  const { host, confirm } = started;
  for (const url of [`http://${host.host}/`, `https://x@${host.host}/`, 'https://evil.com/', 'x']) {
    await expect(confirm(url)).rejects.toMatchObject({ name: 'Refused', reason: 'subscribe-url' });
  }
  expect(host.requests).toEqual([]);
});
