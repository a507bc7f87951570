import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { CallFailure } from '../../../src/calls/call-failure.ts';
import { outcomeOf } from '../../../src/calls/call-meter.ts';
import { MAX_NAMED_ACCOUNTS, registerCalls } from '../../../src/server/operations/call-metrics.ts';
import { get } from '../../calls/account.ts';
import { metricValue, samplesIn } from './metrics-text.ts';

/** The metrics after three calls of each of this number of accounts. */
async function metricsOf(accounts: number): Promise<string> {
  const registry = new Registry();
  const meterOf = registerCalls(registry);
  for (let number = 0; number < accounts; number += 1) {
    const meter = meterOf({ source: 'V6', company: `company-${number}` });
    meter.watchBreaker(() => ({ isOpen: true, callers: 2 }));
    for (const status of [200, 500, 999])
      meter.attempt({
        ...{ request: get(), attempt: 2, ms: 500, span: undefined },
        result: { answer: { status, headers: {}, text: '' } },
      });
    meter.waited(10);
  }
  return registry.metrics();
}

test('the metrics of calls name the companies of few accounts', async () => {
  const text = await metricsOf(MAX_NAMED_ACCOUNTS);
  expect(metricValue(text, 'gateway_account_calls_total', { company: 'company-7', outcome: '2xx' })).toBe(1);
  expect(metricValue(text, 'gateway_account_call_seconds_total', { company: 'company-7' })).toBe(1.5);
  expect(samplesIn(text).length).toBeLessThan(1_500);
});

test('the metrics of calls add up the companies beyond the first 200 of 10,000 accounts', async () => {
  const text = await metricsOf(10_000);
  expect(samplesIn(text).length).toBeLessThan(1_500);
  expect(text).not.toContain('company-200');
  expect(metricValue(text, 'gateway_account_calls_total', { source: 'V6', company: '', outcome: '5xx' })).toBe(9_800);
  expect(metricValue(text, 'gateway_account_calls_total', { source: 'V6', outcome: '5xx' })).toBe(10_000);
  expect(metricValue(text, 'gateway_breakers_open', { source: 'V6' })).toBe(10_000);
  expect(metricValue(text, 'gateway_breaker_callers', { source: 'V6' })).toBe(20_000);
  expect(metricValue(text, 'gateway_call_retries_total', { source: 'V6' })).toBe(30_000);
});

test('an account that is closed has no series, and leaves its place to another one', async () => {
  const registry = new Registry();
  const meterOf = registerCalls(registry);
  const meters = Array.from({ length: MAX_NAMED_ACCOUNTS }, (_, number) =>
    meterOf({ source: 'V6', company: `company-${number}` }),
  );
  // A source may have two addresses, as Lightyear has one for tokens.
  const second = meterOf({ source: 'V6', company: 'company-7' });
  const breakers = async () =>
    samplesIn(await registry.metrics())
      .filter(({ name }) => name === 'gateway_breakers_open')
      .map(({ labels }) => labels['company']);
  meters[7]?.[Symbol.dispose]();
  expect(await breakers()).toContain('company-7');
  second[Symbol.dispose]();
  expect(await breakers()).not.toContain('company-7');
  meterOf({ source: 'V6', company: 'new' });
  expect(await breakers()).toContain('new');
});

test.each([
  [204, '2xx'],
  [301, '3xx'],
  [404, '4xx'],
  [429, '429'],
  [599, '5xx'],
  [600, 'invalid-status'],
  [0, 'invalid-status'],
])('an answer with status %i has the outcome %s', (status, outcome) => {
  expect(outcomeOf({ answer: { status, headers: {}, text: '' } })).toBe(outcome);
});

test('a call without an answer has the kind of its failure as outcome', () => {
  expect(outcomeOf({ error: new CallFailure('timeout', { sent: true }) })).toBe('timeout');
  expect(outcomeOf({ error: new Error('invalid header') })).toBe('invalid-request');
});
