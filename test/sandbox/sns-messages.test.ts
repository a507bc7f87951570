import { describe, expect, test } from 'vitest';
import type { Received } from './receiver.ts';
import { signIn } from './sources.ts';
import { EXPORTED_TOPIC, startConnected, startTelling } from './telling.ts';

function messageOf({ fields }: Received) {
  return JSON.parse(fields['Message'] ?? '');
}

describe('an uploaded file', () => {
  test('is announced with its whole document when it is digitized, with both signature versions', async () => {
    await using world = await startConnected();
    await world.upload('acme', 'a.pdf');
    await world.upload('acme', 'b.pdf');
    const { ivesk } = await signIn(world.sandbox, 'acme');
    const { documents } = (await ivesk('/digitized?from=2026-03-20T00:00:00Z')).json;
    const received = world.of('acme');
    expect(received.map(messageOf)).toEqual(documents);
    expect(new Set(received.map(({ fields }) => fields['SignatureVersion']))).toEqual(new Set(['1', '2']));
    for (const one of received) {
      expect(await world.verify(one)).toMatchObject({ type: 'Notification', message: one.fields['Message'] });
      expect(one.fields['MessageAttributes']).toEqual({
        account: { Type: 'String', Value: world.sandbox.world.acme.ivesk.accountId },
      });
    }
  });

  test('is announced with only the company when it is exported', async () => {
    await using world = await startConnected();
    await world.upload('acme', 'a.pdf');
    world.clock.advance(5_000);
    await world.sandbox.sns.settled();
    const [, exported, ...others] = world.of('acme');
    expect(others).toEqual([]);
    expect(exported?.fields).toMatchObject({ TopicArn: EXPORTED_TOPIC, Message: '{"companyCode":"302320404"}' });
  });

  test('is announced to its own company only', async () => {
    await using world = await startConnected();
    await world.upload('borealis', 'a.pdf');
    expect(world.of('acme')).toEqual([]);
    expect(world.of('borealis').map(messageOf)).toMatchObject([{ filename: 'a.pdf' }]);
  });
});

describe('a message that a test composes', () => {
  test('is signed unchanged', async () => {
    await using world = await startTelling();
    const { sns } = world.sandbox;
    const fields = { ...sns.compose('acme', 'EXPORTED', 'any\ntext'), Subject: 'Ž' };
    for (const SignatureVersion of ['1', '2']) {
      const body = Buffer.from(sns.sign({ ...fields, SignatureVersion }));
      expect(await world.verify({ body, headers: {} })).toMatchObject({ subject: 'Ž', message: 'any\ntext' });
      const forged = Buffer.from(body.toString().replace('Ž', 'X'));
      await expect(world.verify({ body: forged, headers: {} })).rejects.toMatchObject({ reason: 'signature' });
    }
  });

  test('can be published under another id, topic and time', async () => {
    await using world = await startConnected();
    world.receiver.answer(200);
    const options = { messageId: 'one', topicArn: 'arn:aws:sns:eu-west-1:1:x', timestamp: new Date(0) };
    expect(world.sandbox.sns.publish('acme', 'EXPORTED', '{}', { ...options, signatureVersion: '2' })).toBe('one');
    await world.sandbox.sns.settled();
    expect(world.of('acme')).toMatchObject([
      {
        fields: {
          MessageId: 'one',
          TopicArn: options.topicArn,
          Timestamp: '1970-01-01T00:00:00.000Z',
          Message: '{}',
          SignatureVersion: '2',
        },
      },
    ]);
  });
});

describe('a message that is not acknowledged', () => {
  test('is sent again unchanged, after increasing pauses, until it is', async () => {
    await using world = await startConnected({ sns: { retryMs: [1_000, 2_000, 3_000] } });
    const { sns } = world.sandbox;
    const answers = [500, 302, 200];
    world.receiver.answer(() => answers.shift() ?? 200);
    const messageId = sns.publish('acme', 'EXPORTED');
    await sns.settled();
    for (const ms of [999, 1, 1_999, 1, 10_000]) {
      world.clock.advance(ms);
      await sns.settled();
    }
    const tries = sns.deliveries.filter((one) => one.messageId === messageId);
    expect(tries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 302],
      [3, 200],
    ]);
    const bodies = world.of('acme').map(({ body }) => body.toString());
    expect([bodies.length, new Set(bodies).size]).toEqual([3, 1]);
  });

  test('is dropped after the last attempt', async () => {
    await using world = await startConnected();
    world.receiver.answer(503);
    const messageId = world.sandbox.sns.publish('acme', 'EXPORTED');
    for (let count = 0; count < 20; count += 1) {
      await world.sandbox.sns.settled();
      world.clock.advance(60_000);
    }
    expect(world.sandbox.sns.deliveries.filter((one) => one.messageId === messageId)).toHaveLength(11);
  });

  test('is sent again if the receiver is down, or does not answer in 15 seconds', async () => {
    await using world = await startConnected();
    const { sns } = world.sandbox;
    const came = Promise.withResolvers<void>();
    const held = Promise.withResolvers<number>();
    world.receiver.answer(() => {
      came.resolve();
      return held.promise;
    });
    const messageId = sns.publish('acme', 'EXPORTED');
    await came.promise;
    world.clock.advance(15_000);
    await sns.settled();
    await world.receiver[Symbol.asyncDispose]();
    world.clock.advance(1_000);
    await sns.settled();
    held.resolve(200);
    expect(sns.deliveries.filter((one) => one.messageId === messageId)).toMatchObject([
      { attempt: 1, status: undefined },
      { attempt: 2, status: undefined },
    ]);
  });
});
