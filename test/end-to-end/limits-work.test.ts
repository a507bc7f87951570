import { describe, expect, test } from 'vitest';
import { ODD_LIGHTYEAR_IDS } from '../../sandbox/world/lightyear/odd-invoices.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { startWorld } from './world.ts';

const LINES = '{ invoices(first: 50) { nodes { lineItems { code description netAmount } } } }';

/** The estimate assumes few matches. One line of one invoice has many. */
const MATCHES =
  'query ($id: ID!) { invoice(id: $id) { lineItems { matches { type lineItem { id code description quantity } } } } }';

const BLANKET_ORDER = encodeId({
  type: 'Invoice',
  ref: { company: 'curio', source: 'LIGHTYEAR', key: [ODD_LIGHTYEAR_IDS.blanketOrder] },
});

describe('an operation that exceeds a limit on its answer', () => {
  test('is answered with one error about its fields', async () => {
    await using world = await startWorld({ config: { limits: { maxFields: 100 } } });
    for (let time = 0; time < 3; time += 1) {
      const { status, data, errors } = await world.ask(MATCHES, { id: BLANKET_ORDER }, { as: 'auditor' });
      expect({ status, data }).toEqual({ status: 200, data: null });
      expect(errors).toEqual([
        {
          message:
            'The answer has more than 100 fields, which is `limits.maxFields`: ask for fewer documents at once, or select less of each',
          extensions: { code: 'BAD_USER_INPUT', limit: 'maxFields' },
        },
      ]);
    }
    expect((await world.ask('{ companies { id } }')).errors).toEqual([]);
  });

  test('is answered with one error about its bytes, and is counted as a refusal', async () => {
    await using world = await startWorld({ config: { limits: { maxAnswerBytes: 2_000 } } });
    const sdl = await world.ask('{ _service { sdl } }');
    expect(sdl).toMatchObject({ status: 200, data: null, errors: [{ extensions: { limit: 'maxAnswerBytes' } }] });
    expect((await world.ask(LINES)).errors).toMatchObject([{ extensions: { limit: 'maxAnswerBytes' } }]);
    const metrics = await (await world.fetch('/metrics')).text();
    expect(metrics).toContain('gateway_refusals_total{reason="maxAnswerBytes"} 2');
  });
});

test('an operation can read two pages of events, and a third one is refused', async () => {
  await using world = await startWorld();
  const { data, errors } = await world.ask(
    '{ a: documentEvents { id } b: documentEvents { id } c: documentEvents { id } }',
  );
  expect(data).toBeNull();
  expect(errors).toMatchObject([{ path: ['c'], extensions: { code: 'BAD_USER_INPUT', limit: 'maxRootFields' } }]);
});
