import { expect, test } from 'vitest';
import { CallTrace } from '../../src/telemetry/call-trace.ts';

test('a trace has up to 200 calls, and counts the others', () => {
  const trace = new CallTrace();
  const call = { source: 'V6', company: 'acme', operation: 'o', attempt: 1, ms: 1, status: 200, failure: null };
  for (let number = 0; number < 10_000; number += 1) {
    trace.add(call);
    trace.hit({ source: 'V6', company: `company-${number}` }, 'range', 'memory');
  }
  const { calls, callsLeftOut, cacheHits } = trace.summary('id');
  expect([calls.length, callsLeftOut, cacheHits.length]).toEqual([200, 9_800, 200]);
});
