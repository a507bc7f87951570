import { describe, expect, test } from 'vitest';
import { createLogSink } from '../end-to-end/log-sink.ts';

describe('the log', () => {
  test('writes an entry as one line of JSON, with its time and its level as a word', () => {
    const log = createLogSink();
    log.logger.info({ port: 1 }, 'a\nb');
    log.logger.debug('c');

    expect(log.text().split('\n')).toHaveLength(3);
    expect(log.entries()).toEqual([
      { level: 'info', time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), port: 1, msg: 'a\nb' },
      { level: 'debug', time: expect.any(String), msg: 'c' },
    ]);
  });

  test('redacts secrets by name, down to the second level', () => {
    const secrets = {
      authorization: 'hunter2',
      token: 'hunter2',
      secret: 'hunter2',
      password: 'hunter2',
      apiKey: 'hunter2',
      clientSecret: 'hunter2',
      webhookSecret: 'hunter2',
      bankAccount: { iban: 'hunter2' },
      iban: 'hunter2',
      'x-api-key': 'hunter2',
      cookie: 'hunter2',
    };
    const log = createLogSink();
    log.logger.info(secrets, 'at the top');
    log.logger.info({ headers: secrets, kept: 1 }, 'below');
    log.logger.info({ request: { headers: secrets } }, 'two below');

    expect(log.text()).not.toContain('hunter2');
    expect(log.entries()[1]).toMatchObject({ headers: { 'x-api-key': '[redacted]' }, kept: 1 });
    for (const name of Object.keys(secrets)) expect(log.text().split(`"${name}":"[redacted]"`)).toHaveLength(4);
  });

  test('has the type, message and stack of an error, without its other properties', () => {
    const log = createLogSink();
    const error = Object.assign(new TypeError('no'), { config: { url: 'hunter2' }, request: { headers: ['hunter2'] } });
    log.logger.error({ err: error }, 'x');
    log.logger.error({ err: 'hunter2' }, 'thrown text');

    expect(log.entries().map(({ err }) => err)).toEqual([
      { type: 'TypeError', message: 'no', stack: expect.stringContaining('log.test.ts') },
      { type: 'string' },
    ]);
    expect(log.text()).not.toContain('hunter2');
  });
});
