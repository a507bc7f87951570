import { describe, expect, test } from 'vitest';
import { ask } from './sources.ts';
import { DIGITIZED_TOPIC, EXPORTED_TOPIC, startConnected, startTelling } from './telling.ts';

describe('a subscription', () => {
  test('has to be confirmed by a signed message to its target, and does not get messages before that', async () => {
    await using world = await startTelling();
    const { sandbox, receiver } = world;
    await world.subscribe('acme', 'on_digitized', `${receiver.url}/hook?secret=a%26b&x=%C5%BE`);
    const [request, ...others] = receiver.received;
    if (request === undefined) throw new Error('nothing came');
    expect(others).toEqual([]);
    expect(request).toMatchObject({
      method: 'POST',
      path: '/hook?secret=a%26b&x=%C5%BE',
      headers: {
        'content-type': 'text/plain; charset=UTF-8',
        'x-amz-sns-message-type': 'SubscriptionConfirmation',
        'x-amz-sns-message-id': request.fields['MessageId'],
        'x-amz-sns-topic-arn': DIGITIZED_TOPIC,
      },
    });
    const message = await world.verify(request);
    if (message.type !== 'SubscriptionConfirmation') throw new Error('it asks for nothing');

    sandbox.sns.publish('acme', 'DIGITIZED');
    await sandbox.sns.settled();
    expect(receiver.received).toHaveLength(1);

    const reply = await ask(message.subscribeUrl);
    expect(reply).toMatchObject({ status: 200, text: expect.stringContaining('<ConfirmSubscriptionResponse') });
    sandbox.sns.publish('acme', 'DIGITIZED');
    sandbox.sns.publish('acme', 'EXPORTED');
    await sandbox.sns.settled();
    expect(receiver.received.slice(1).map(({ fields }) => [fields['Type'], fields['TopicArn']])).toEqual([
      ['Notification', DIGITIZED_TOPIC],
    ]);
  });

  test('to the same target is confirmed again, and gets each event once', async () => {
    await using world = await startTelling();
    world.takeAll();
    for (const _time of [1, 2]) await world.subscribe('acme', 'on_exported', `${world.receiver.url}/hook`);
    world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();
    expect(world.receiver.received.map(({ fields }) => fields['Type'])).toEqual([
      'SubscriptionConfirmation',
      'SubscriptionConfirmation',
      'Notification',
    ]);
    expect(world.sandbox.world.acme.ivesk.subscriptions).toHaveLength(2);
  });

  test('to another target gets the same message', async () => {
    await using world = await startTelling();
    world.takeAll();
    for (const path of ['/one', '/two']) await world.subscribe('acme', 'on_exported', world.receiver.url + path);
    const MessageId = world.sandbox.sns.publish('acme', 'EXPORTED');
    await world.sandbox.sns.settled();
    expect(world.receiver.notifications().map(({ path }) => path)).toEqual(expect.arrayContaining(['/one', '/two']));
    expect(world.receiver.notifications()).toMatchObject([{ fields: { MessageId } }, { fields: { MessageId } }]);
  });

  test('can be ended by its link, which it is told, and be confirmed again', async () => {
    await using world = await startConnected();
    const { sns } = world.sandbox;
    const tell = async () => {
      sns.publish('acme', 'EXPORTED');
      await sns.settled();
      return world.receiver.received.at(-1)?.fields ?? {};
    };
    const { UnsubscribeURL } = await tell();
    expect(await ask(String(UnsubscribeURL))).toMatchObject({ status: 200 });
    await sns.settled();
    const goodbye = await tell();
    expect(goodbye).toMatchObject({ Type: 'UnsubscribeConfirmation' });
    expect(await ask(String(UnsubscribeURL))).toMatchObject({ status: 404 });
    await ask(String(goodbye['SubscribeURL']));
    expect(await tell()).toMatchObject({ Type: 'Notification' });
  });

  test('is only confirmed with its own token', async () => {
    await using world = await startTelling();
    const { url } = world.sandbox.sns;
    for (const query of ['', '?Action=Publish', `?Action=ConfirmSubscription&TopicArn=${EXPORTED_TOPIC}&Token=1`]) {
      const reply = await ask(`${url}/${query}`);
      expect(reply).toMatchObject({ status: 400, text: expect.stringContaining('<ErrorResponse') });
    }
    expect(await ask(`${url}/elsewhere.pem`)).toMatchObject({ status: 404 });
  });
});
