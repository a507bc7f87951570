import { beforeAll, describe, expect, test } from 'vitest';
import { IMPORT_JOB_IDS } from '../../sandbox/world/lightyear/import-jobs.ts';
import { encodeId } from '../../src/domain/ids.ts';
import { type Known, knownOf, moved } from '../end-to-end/known-ids.ts';
import type { CallerName } from '../end-to-end/world.ts';
import type { Task } from './payments.ts';
import { useSupergraph } from './use-supergraph.ts';

const used = useSupergraph();

/** Objects of a company, which its own caller may see and the caller of the other company may not. */
let known: Known;

beforeAll(async () => {
  known = await knownOf(used.world, 'borealis');
});

const TASKS = `{ tasks {
  invoice { number } line { position } order { sourceId } job { status } company { sources }
} }`;

describe('a reference', () => {
  test('is resolved for the caller whose token the router forwards', async () => {
    const { tasks, errors } = await askFor(tasksOf(known), 'borealis');

    expect(errors).toEqual([]);
    for (const { invoice, line, order, job } of tasks.slice(0, 3))
      expect([invoice, line, order, job]).not.toContain(null);
  });

  test('to an object of another company is answered as if the object did not exist', async () => {
    const foreign = await askFor(tasksOf(known), 'acme');
    const unknown = await askFor(tasksOf(moved(known, 'nowhere')), 'acme');

    expect(foreign).toEqual(unknown);
    expect(foreign.tasks).toHaveLength(known.invoices.length);
    for (const task of foreign.tasks) expect(task).toEqual({ ...NOTHING, company: null });
    // These are the router's own errors for a missing field that is never null. An error of the gateway would have
    // another message.
    for (const { message, extensions } of foreign.errors)
      expect([message, extensions]).toEqual(['Unexpected error.', { code: 'INTERNAL_SERVER_ERROR' }]);
  });

  test('to an object of a company that the caller may not see does not make a REST call', async () => {
    used.world.forgetCalls();
    await askFor(tasksOf(known), 'acme');
    expect(used.world.calls()).toEqual([]);
  });

  test.each([
    ['malformed', 'not-an-id'],
    ['of another type', encodeId({ type: 'PurchaseOrder', company: 'acme', source: 'LIGHTYEAR', sourceId: 'x' })],
    ['empty', ''],
  ])('whose id is %s is BAD_USER_INPUT, and does not affect the others', async (_what, invoice) => {
    const [there = ''] = known.invoices;
    const { tasks, errors } = await askFor(
      [{ invoice }, { invoice: there }],
      'sandbox',
      '{ tasks { invoice { number } } }',
    );

    expect(tasks).toEqual([{ invoice: { number: null } }, { invoice: { number: expect.any(String) } }]);
    expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual([
      [['tasks', 0, 'invoice', 'number'], 'BAD_USER_INPUT'],
    ]);
  });

  test('to a type whose scope the caller lacks is FORBIDDEN, and the rest is resolved', async () => {
    const [invoice = ''] = known.invoices;
    const job = encodeId({
      type: 'ImportJob',
      company: 'acme',
      source: 'LIGHTYEAR',
      sourceId: IMPORT_JOB_IDS.finished,
    });
    const query = '{ tasks { invoice { number } job { sourceId } } }';
    const { tasks, errors } = await askFor([{ invoice, job }], 'reader', query);

    expect(tasks).toEqual([{ invoice: { number: expect.any(String) }, job: null }]);
    expect(errors.map(({ path, extensions }) => [path?.slice(0, 3), extensions.code])).toEqual([
      [['tasks', 0, 'job'], 'FORBIDDEN'],
    ]);
    expect(errors[0]?.message).toContain('imports:read');
  });
});

test.each(['{ backends { state } }', '{ importJob(id: "x") { id } companies { id } }'])(
  'a field that is FORBIDDEN at the gateway is also FORBIDDEN through the router: %s',
  async (query) => {
    const { data, errors } = await used.router.ask(query, 'reader');
    const direct = await used.world.ask(query, {}, { as: 'reader' });

    expect(data).toEqual(direct.data);
    const told = { message: expect.stringMatching(/^This needs the scope/), extensions: { code: 'FORBIDDEN' } };
    expect(errors).toMatchObject([told]);
    expect(direct.errors).toMatchObject([told]);
    expect(errors[0]?.message).toBe(direct.errors[0]?.message);
  },
);

describe('a caller without a token', () => {
  test("is UNAUTHENTICATED for the gateway's objects, and gets the rest", async () => {
    const [invoice = ''] = known.invoices;
    const { tasks, errors } = await askFor([{ invoice }], null, '{ tasks { note invoice { number } } }');

    expect(tasks).toEqual([{ note: 'to be paid', invoice: { number: null } }]);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
    expect(errors[0]?.message).toContain('A token is required');
  });

  test('is UNAUTHENTICATED for a list', async () => {
    const { data, errors } = await used.router.ask('{ companies { id paysOnDay } }', null);

    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});

/** The router's result for references to unknown objects. */
const NOTHING = { invoice: { number: null }, line: null, order: null, job: null };

function tasksOf({ invoices, lines, order, job, company }: Known): readonly Task[] {
  return invoices.map((invoice, index) => ({ invoice, line: lines[index] ?? '', order, job, company }));
}

async function askFor(planned: readonly Task[], as: CallerName | null, query = TASKS) {
  used.payments.plan(planned);
  const { data, errors } = await used.router.ask<{ tasks: readonly Record<string, unknown>[] }>(query, as);
  return { tasks: data?.tasks ?? [], errors };
}
