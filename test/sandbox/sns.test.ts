import { getCACertificates } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/config/load-config.ts';
import { ask } from './sources.ts';
import { EXPORTED_TOPIC, startConnected, startTelling } from './telling.ts';

describe('the stand-in for SNS', () => {
  test('can give each company its own topics', async () => {
    await using world = await startTelling({ sns: { topics: 'own' } });
    const topics = (['acme', 'borealis', 'curio'] as const).map((company) =>
      world.sandbox.sns.topicArn(company, 'EXPORTED'),
    );
    expect(topics).toEqual(['302320404', '304567891', '302320411'].map((code) => `${EXPORTED_TOPIC}_${code}`));
    const { companies } = parseConfig(world.sandbox.gatewayConfig());
    expect(companies.map(({ accounts }) => accounts.IVESK?.topicArns?.[1])).toEqual(topics);
  });

  test('can fail to return its certificate', async () => {
    await using world = await startTelling();
    const { sns } = world.sandbox;
    const delivery = { body: Buffer.from(sns.sign(sns.compose('acme', 'EXPORTED'))), headers: {} };
    sns.fail('getSigningCertificate', { kind: 'status', status: 500 }, { times: 1 });
    await expect(world.verify(delivery)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    world.clock.advance(60_000);
    await sns.stop();
    await expect(world.verify(delivery)).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
    world.clock.advance(60_000);
    await sns.restart();
    expect(await world.verify(delivery)).toMatchObject({ type: 'Notification' });
  });

  test('leaves no port, timer, message in flight or trusted certificate behind', async () => {
    const world = await startConnected();
    const { sandbox, receiver, clock } = world;
    expect(getCACertificates('default')).toContain(sandbox.sns.authorityPem);
    const came = Promise.withResolvers<void>();
    const held = Promise.withResolvers<number>();
    receiver.answer(({ fields }) => {
      if (fields['Message'] === 'refused') return 500;
      came.resolve();
      return held.promise;
    });
    sandbox.sns.publish('acme', 'EXPORTED', 'refused');
    await sandbox.sns.settled();
    sandbox.sns.publish('acme', 'EXPORTED', 'held');
    await came.promise;
    await sandbox[Symbol.asyncDispose]();
    const count = receiver.received.length;
    clock.advance(1e9);
    await sandbox.sns.settled();
    expect(receiver.received).toHaveLength(count);
    await expect(ask(sandbox.sns.url)).rejects.toThrow('fetch failed');
    expect(getCACertificates('default')).not.toContain(sandbox.sns.authorityPem);
    held.resolve(200);
    await world[Symbol.asyncDispose]();
  });

  test('is trusted together with another one in the same process', async () => {
    await using one = await startConnected();
    await using other = await startConnected();
    for (const { sandbox, of } of [one, other]) {
      sandbox.sns.publish('borealis', 'EXPORTED');
      await sandbox.sns.settled();
      expect(of('borealis')).toHaveLength(1);
    }
  });

  test('accepts a gateway without the endpoints', async () => {
    await using world = await startTelling();
    world.receiver.answer(404);
    await world.sandbox.connect(new URL(`${world.receiver.url}/`));
    expect(world.sandbox.sns.deliveries.map(({ status }) => status)).toEqual(Array(6).fill(404));
  });
});
