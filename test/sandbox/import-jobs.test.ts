import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../sandbox/stand-in/clock.ts';
import { type SandboxOptions, startSandbox } from '../../sandbox/start.ts';
import { FAILING_APPLICATION } from '../../sandbox/world/lightyear/import-jobs.ts';
import { NOW, postJson, signIn } from './sources.ts';

/** Acme, with a clock that stands still. */
async function startImporting(options: SandboxOptions = {}) {
  const clock = createManualClock(NOW);
  const sandbox = await startSandbox({ clock, ...options });
  const { lightyear } = await signIn(sandbox, 'acme');
  const start = (type: string, objects: unknown, sourceApplicationCode = 'erp') =>
    lightyear('/import-jobs', postJson({ type, sourceApplicationCode, objects }));
  const read = async (id: string) => (await lightyear(`/import-jobs/${id}`)).json;
  const jobs = sandbox.world.acme.lightyear.importJobs;
  return { clock, sandbox, lightyear, start, read, jobs, [Symbol.asyncDispose]: sandbox[Symbol.asyncDispose] };
}

function projects(count: number) {
  return Array.from({ length: count }, (_, index) => ({ sourceID: `p-${index}`, description: `Project ${index}` }));
}
const NONE = { inserted: 0, updated: 0, deleted: 0, unchanged: 0 };

describe('an import job', () => {
  test('takes three seconds, in which its counts and lastUpdate increase', async () => {
    await using world = await startImporting();
    const { status, json } = await world.start('PROJECTS', projects(9));
    const { id, ...started } = json;
    const created = NOW.toISOString();
    const job = { type: 'PROJECTS', sourceApplicationCode: 'erp', created, status: 'IN_PROGRESS' };
    expect([status, started]).toEqual([202, { ...job, lastUpdate: created, counts: NONE }]);
    world.clock.advance(1_600);
    expect(await world.read(id)).toEqual({
      id,
      ...job,
      lastUpdate: '2026-03-20T15:30:01.500Z',
      counts: { ...NONE, inserted: 4 },
    });
    world.clock.advance(1_399);
    expect(await world.read(id)).toMatchObject({ status: 'IN_PROGRESS', counts: { inserted: 7 } });
    world.clock.advance(1);
    const finished = { ...job, id, status: 'FINISHED', lastUpdate: '2026-03-20T15:30:03.000Z' };
    expect(await world.read(id)).toEqual({ ...finished, counts: { ...NONE, inserted: 9 } });
    world.clock.advance(86_400_000);
    expect(await world.read(id)).toMatchObject(finished);
  });

  test('can end immediately, or never', async () => {
    for (const [importMs, status] of [[0, 'FINISHED'] as const, [Number.POSITIVE_INFINITY, 'IN_PROGRESS'] as const]) {
      await using world = await startImporting({ lightyear: { importMs } });
      const { json } = await world.start('PROJECTS', projects(1));
      expect(json.status).toBe('IN_PROGRESS');
      world.clock.advance(1_000_000);
      expect(await world.read(json.id)).toMatchObject({ status });
    }
  });

  test('counts inserted, updated and unchanged objects of one type and one company', async () => {
    await using world = await startImporting({ lightyear: { importMs: 0 } });
    const countsOf = async (type: string, objects: unknown) =>
      (await world.read((await world.start(type, objects)).json.id)).counts;
    const [one, two, three] = projects(3);
    expect(await countsOf('PROJECTS', [one, two])).toEqual({ ...NONE, inserted: 2 });
    const asBefore = { description: two?.description, code: null, sourceID: two?.sourceID };
    const again = [{ ...one, inUse: false }, asBefore, three, three];
    expect(await countsOf('PROJECTS', again)).toEqual({ inserted: 1, updated: 1, deleted: 0, unchanged: 2 });
    expect(await countsOf('JOBS', [one])).toEqual({ ...NONE, inserted: 1 });
    expect(world.jobs.objects('PROJECTS').get('p-0')).toEqual({ ...one, inUse: false });
    expect(world.sandbox.world.borealis.lightyear.importJobs.objects('PROJECTS').size).toBe(0);
  });

  test('fails after two thirds of its time if its application is to fail', async () => {
    await using world = await startImporting();
    const { json } = await world.start('PROJECTS', projects(9), FAILING_APPLICATION);
    world.clock.advance(2_900);
    expect(await world.read(json.id)).toMatchObject({ status: 'IN_PROGRESS', counts: { inserted: 6 } });
    world.clock.advance(100);
    expect(await world.read(json.id)).toMatchObject({ status: 'FAILED', counts: { ...NONE, inserted: 6 } });
    expect(world.jobs.objects('PROJECTS').size).toBe(6);
  });

  test('belongs to its own company, and keeps its request', async () => {
    await using world = await startImporting();
    const objects = projects(2);
    const { json } = await world.start('PROJECTS', objects);
    const borealis = await signIn(world.sandbox, 'borealis');
    expect(await borealis.lightyear(`/import-jobs/${json.id}`)).toMatchObject({ status: 404 });
    expect(await world.lightyear('/import-jobs/job-of-nobody')).toMatchObject({ status: 404 });
    expect(world.jobs.started).toEqual([{ id: json.id, type: 'PROJECTS', sourceApplicationCode: 'erp', objects }]);
  });
});
