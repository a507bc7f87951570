import { afterEach, describe, expect, test, vi } from 'vitest';
import { parseConfig } from '../../../src/config/load-config.ts';
import { createAccessLog } from '../../../src/server/operations/access-log.ts';
import { newRequestIds } from '../../../src/telemetry/request-id.ts';
import { type EndedRequest, RequestRecord } from '../../../src/telemetry/request-record.ts';
import { createLogSink } from '../../end-to-end/log-sink.ts';

afterEach(() => {
  vi.useRealTimers();
});

function settingsOf(logs: object) {
  return parseConfig({ companies: { acme: { v6: { baseUrl: 'https://v6.example.com', apiKey: 'k' } } }, logs }).logs;
}

function ended(
  caller: string | undefined,
  { status = 200, code }: { status?: number; code?: string } = {},
): EndedRequest {
  const record = new RequestRecord(newRequestIds(), { method: 'POST', path: '/graphql' });
  if (caller !== undefined) record.identify(caller);
  record.code = code;
  return { record, ms: 1.26, status, bytes: 10 };
}

function start(logs: object, random = () => 0.5) {
  const log = createLogSink('info');
  const access = createAccessLog({ logger: log.logger, settings: settingsOf(logs), random });
  const requests = () => log.entries().filter(({ msg }) => msg === 'request');
  return { log, access, requests };
}

describe('the access log', () => {
  test('has a line for each request of a known caller', () => {
    const { access, requests } = start({});
    const one = ended('web');
    one.record.operation = { type: 'query', name: 'x'.repeat(300), hash: '' };
    one.record.restCalls = 3;
    access.write(one);
    expect(requests()).toEqual([
      {
        level: 'info',
        time: expect.any(String),
        ...{ requestId: one.record.id, method: 'POST', path: '/graphql', caller: 'web' },
        ...{ type: 'query', operation: 'x'.repeat(100), status: 200, code: 'OK', ms: 1.3, bytes: 10, restCalls: 3 },
        msg: 'request',
      },
    ]);
  });

  test('has no line for a request whose sender is not known', () => {
    const { access, requests } = start({});
    for (const status of [200, 401, 404, 500]) access.write(ended(undefined, { status }));
    expect(requests()).toEqual([]);
  });

  test.each([
    ['all', 3],
    ['errors', 2],
    ['off', 0],
    [0.6, 3],
    ['0.4', 2],
  ])('with access %j has %i lines for one request that succeeds and two that fail', (access, lines) => {
    const started = start({ access });
    started.access.write(ended('web'));
    started.access.write(ended('web', { code: 'BACKEND_TIMEOUT' }));
    started.access.write(ended('web', { status: 503 }));
    expect(started.requests()).toHaveLength(lines);
  });

  test('has a bounded number of lines for each caller and minute, and counts the rest in one line', () => {
    vi.useFakeTimers();
    const { access, log, requests } = start({ accessLinesPerMinute: 10 });
    for (let count = 0; count < 10_000; count += 1) access.write(ended('flood'));
    access.write(ended('web'));
    expect(requests().map(({ caller }) => caller)).toEqual([...Array(10).fill('flood'), 'web']);

    vi.advanceTimersByTime(60_000);
    expect(log.entries().at(-1)).toMatchObject({
      leftOut: { flood: 9_990 },
      msg: 'access lines left out in the last minute',
    });
    access.write(ended('flood'));
    expect(requests()).toHaveLength(12);
  });

  test('counts many callers of one minute together, so that its memory is bounded', () => {
    vi.useFakeTimers();
    const { access, log, requests } = start({ accessLinesPerMinute: 1 });
    for (let number = 0; number < 3_000; number += 1) access.write(ended(`jwt:${number}`));
    expect(requests()).toHaveLength(1_001);
    access[Symbol.dispose]();
    expect(log.entries().at(-1)).toMatchObject({ leftOut: { ' others': 1_999 } });
  });

  test('applies other settings from the next request', () => {
    const { access, requests } = start({ access: 'off' });
    access.write(ended('web'));
    access.load(settingsOf({ access: 'all' }));
    access.write(ended('web'));
    expect(requests()).toHaveLength(1);
  });

  test('follows the level of the log when it changes', () => {
    const { access, log, requests } = start({});
    log.logger.level = 'warn';
    access.write(ended('web'));
    expect(requests()).toEqual([]);
    log.logger.level = 'debug';
    access.write(ended('web'));
    expect(requests()).toHaveLength(1);
  });
});

test.each(['some', 1.5, -0.1, '1.5', true])('`logs.access` cannot be %j', (access) => {
  expect(() => settingsOf({ access })).toThrow(
    'logs.access: must be all, errors, off, or a share of the requests from 0 to 1',
  );
});
