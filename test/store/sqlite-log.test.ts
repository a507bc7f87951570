import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { ConfigError } from '../../src/config/config-error.ts';
import { BackendUnavailable, CursorExpired } from '../../src/errors/catalogue.ts';
import { MIGRATIONS } from '../../src/store/sqlite/sqlite-migrations.ts';
import { rejection } from '../calls/account.ts';
import { startAppending } from './appending-process.ts';
import { ALL, appendMany, digitized, exported, follow, idsOf, range } from './some-events.ts';
import { makeDirectory, openSqliteIn } from './sqlite-place.ts';

/** Bytes of a page of the file. */
const PAGE = 4_096;
const FILE = 'store.sqlite';

/** Every event of a log. */
async function everything(dataDir: string) {
  await using log = await openSqliteIn(dataDir);
  return await log.read(ALL, null, 1_000_000);
}

describe('an event log in SQLite', () => {
  test('belongs to one gateway until that has ended in any way', async () => {
    await using directory = await makeDirectory();
    const refusal = {
      name: 'ConfigError',
      message: expect.stringMatching(/^storage\.dataDir: .* is in use by another/),
    };
    {
      await using other = startAppending(directory.path);
      await other.saw('stored', 1);
      expect(await rejection(openSqliteIn(directory.path))).toMatchObject(refusal);
      await other.saw('stored', 20);
    }
    await using log = await openSqliteIn(directory.path);
    expect(await rejection(openSqliteIn(directory.path))).toMatchObject(refusal);
    await log.append(digitized(), 'still here');
    await log[Symbol.asyncDispose]();
    await using _again = await openSqliteIn(directory.path);
  });

  test('keeps every event that it acknowledged, once, if it is killed at any moment', async () => {
    await using directory = await makeDirectory();
    const acknowledged = new Map<string, string>();
    const sent = new Set<string>();
    for (const round of range(10)) {
      const gateway = startAppending(directory.path, { prefix: `r${round}`, characters: 500 });
      await gateway.saw(round % 2 === 0 ? 'sent' : 'stored', 1 + Math.floor(Math.random() * 300));
      await gateway[Symbol.asyncDispose]();
      for (const message of gateway.said.sent) sent.add(message);
      for (const [message, id] of gateway.said.stored) acknowledged.set(message, id);

      await using log = await openSqliteIn(directory.path);
      const kept = new Map((await log.read(ALL, null, 100_000)).map(({ companyCode, id }) => [companyCode, id]));
      for (const [message, id] of acknowledged) expect(kept.get(message)).toBe(id);
      // Events that were stored, but not acknowledged before the kill, are recognized when they are sent again.
      for (const message of gateway.said.sent) {
        const { id, isNew } = await log.append(exported('acme', message), message);
        expect(isNew).toBe(!kept.has(message));
        acknowledged.set(message, id);
      }
      await log[Symbol.asyncDispose]();
    }
    const events = await everything(directory.path);
    expect(events.map(({ companyCode }) => companyCode).sort()).toEqual([...sent].sort());
    expect(new Set(idsOf(events)).size).toBe(sent.size);
  }, 60_000);

  test('only acknowledges events that fit on the disk', async () => {
    await using directory = await makeDirectory();
    const { said } = await (async () => {
      await using gateway = startAppending(directory.path, { characters: 20_000, blocks: '4000' });
      await gateway.saw('refused', 30);
      return gateway;
    })();
    expect(said.stored.size).toBeGreaterThan(10);
    expect(new Set(said.refused.values())).toEqual(new Set(['BackendUnavailable']));
    const events = await everything(directory.path);
    const kept = new Map(events.map(({ companyCode, id }) => [companyCode, id]));
    expect(kept.size).toBe(events.length);
    for (const [message, id] of said.stored) expect(kept.get(message)).toBe(id);
    expect(events.every(({ document }) => document?.length === 20_000)).toBe(true);
    await using log = await openSqliteIn(directory.path);
    for (const message of said.refused.keys()) {
      expect((await log.append(exported('acme', message), message)).isNew).toBe(!kept.has(message));
    }
  });

  test('can be read while another process has locked it, refuses events after a while, and recovers afterwards', async () => {
    await using directory = await makeDirectory();
    await using log = await openSqliteIn(directory.path);
    const ids = await appendMany(log, 3);
    using shell = new DatabaseSync(join(directory.path, FILE));
    shell.exec('BEGIN IMMEDIATE');
    const appending = Promise.allSettled(range(10).map((i) => log.append(digitized(), `held-${i}`)));
    expect(idsOf(await log.read(ALL, null, 10))).toEqual(ids);
    const late = log.append(digitized(), 'late');
    for (const result of await appending) {
      expect(result.status === 'rejected' && result.reason).toBeInstanceOf(BackendUnavailable);
    }
    shell.exec('ROLLBACK');
    await late.catch(() => {});
    expect((await log.append(digitized(), 'held-3')).isNew).toBe(true);
    await log.append(digitized(), 'late');
    expect(await log.read(ALL, null, 10)).toHaveLength(5);
  });

  test('stores the other events of a group of which one cannot be stored', async () => {
    await using directory = await makeDirectory();
    await using log = await openSqliteIn(directory.path);
    const impossible = { ...digitized(), receivedAt: { not: 'a text' } as unknown as string };
    const events = [digitized(), digitized(), impossible, digitized()];
    const results = await Promise.allSettled(events.map((event, i) => log.append(event, `m-${i}`)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    const acknowledged = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.id] : []));
    expect(idsOf(await log.read(ALL, null, 10))).toEqual(acknowledged);
    expect((await log.append(digitized(), 'm-2')).isNew).toBe(true);
  });

  test('starts its thread again if that has died', async () => {
    await using directory = await makeDirectory();
    using posting = vi.spyOn(Worker.prototype, 'postMessage');
    await using log = await openSqliteIn(directory.path);
    const [thread] = posting.mock.contexts as [Worker];
    const [first = ''] = await appendMany(log, 1);
    const following = follow(log, first, 1);
    const lost = Promise.allSettled(range(5).map((i) => log.append(digitized(), `lost-${i}`)));
    await thread.terminate();
    for (const result of await lost) {
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(BackendUnavailable);
    }
    const { id } = await log.append(digitized(), 'after');
    const ids = [];
    for (const i of range(5)) ids.push((await log.append(digitized(), `lost-${i}`)).id);
    const events = await log.read(ALL, null, 100);
    expect(events).toHaveLength(7);
    expect(new Set(idsOf(events))).toEqual(new Set([first, id, ...ids]));
    expect((await following)[0]).toBe(events[1]?.id);
  });

  test('leaves one file that only its owner may read, and no thread', async () => {
    await using directory = await makeDirectory();
    const dataDir = join(directory.path, 'a', 'b');
    const log = await openSqliteIn(dataDir);
    await appendMany(log, 3);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    for (const name of [FILE, `${FILE}-wal`]) expect((await stat(join(dataDir, name))).mode & 0o777).toBe(0o600);
    await log[Symbol.asyncDispose]();
    expect((await readdir(dataDir)).sort()).toEqual(['store.lock', FILE]);
    expect(process.getActiveResourcesInfo()).not.toContain('MessagePort');
  });

  test('uses the thread of a closed log again', async () => {
    await using directory = await makeDirectory();
    await (await openSqliteIn(join(directory.path, 'one')))[Symbol.asyncDispose]();
    const started = vi.fn();
    process.once('worker', started);
    await using log = await openSqliteIn(join(directory.path, 'other'));
    process.removeListener('worker', started);
    expect(started).not.toHaveBeenCalled();
    expect(await appendMany(log, 3)).toHaveLength(3);
    expect(await log.read(ALL, null, 10)).toHaveLength(3);
  });
});

describe('the ids of an event log in SQLite', () => {
  test('are the microseconds at which events arrived, and do not depend on other events', async () => {
    await using directory = await makeDirectory();
    let now = 1_800_000_000_000;
    await using log = await openSqliteIn(directory.path, { now: () => now });
    const [before = ''] = await appendMany(log, 1, 'acme', 'before');
    now += 60_000;
    await appendMany(log, 50, 'zeta');
    now += 60_000;
    const [after = ''] = await appendMany(log, 1, 'acme', 'after');
    const milliseconds = [before, after].map((id) => Math.floor(Number(id) / 1_000));
    expect(milliseconds).toEqual([1_800_000_000_000, 1_800_000_120_000]);
  });

  test('increase even if the clock is set back', async () => {
    await using directory = await makeDirectory();
    let now = 1_800_000_000_000;
    await using log = await openSqliteIn(directory.path, { now: () => now });
    const ids = await appendMany(log, 3, 'acme', 'first');
    now -= 86_400_000;
    ids.push(...(await appendMany(log, 3, 'acme', 'later')));
    expect(ids.map(Number)).toEqual(ids.map(Number).toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(6);
    expect(idsOf(await log.read(ALL, null, 10))).toEqual(ids);
  });

  test('from a log that was lost are refused by the log that replaces it', async () => {
    await using directory = await makeDirectory();
    const before = await openSqliteIn(join(directory.path, 'lost'));
    const [id = ''] = await appendMany(before, 2);
    await before[Symbol.asyncDispose]();
    await using log = await openSqliteIn(join(directory.path, 'new'));
    await appendMany(log, 3);
    expect(await rejection(log.read(ALL, id, 10))).toBeInstanceOf(CursorExpired);
  });
});

describe('an event log that cannot be opened', () => {
  const reasonIn = async (dataDir: string): Promise<string> => {
    const error = await rejection(openSqliteIn(dataDir));
    expect(error).toBeInstanceOf(ConfigError);
    return String(error);
  };

  test('says that it is not a database', async () => {
    await using directory = await makeDirectory();
    await writeFile(join(directory.path, FILE), 'no database, but a text of some length\n'.repeat(200));
    expect(await reasonIn(directory.path)).toMatch(/storage\.dataDir: the store in .* file is not a database/);
  });

  test('says that a newer gateway has written it, and does not change it', async () => {
    await using directory = await makeDirectory();
    const log = await openSqliteIn(directory.path);
    await appendMany(log, 3);
    await log[Symbol.asyncDispose]();
    using database = new DatabaseSync(join(directory.path, FILE));
    database.exec('PRAGMA user_version = 99');
    expect(await reasonIn(directory.path)).toMatch(
      new RegExp(`written by a newer gateway \\(schema 99; this one knows up to ${MIGRATIONS.length}\\)`),
    );
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
    expect(await everything(directory.path)).toHaveLength(3);
  });

  test('says that the directory is not one', async () => {
    await using directory = await makeDirectory();
    await writeFile(join(directory.path, 'file'), '');
    expect(await reasonIn(join(directory.path, 'file'))).toMatch(/EEXIST|ENOTDIR/);
    await mkdir(join(directory.path, 'taken', FILE), { recursive: true });
    expect(await reasonIn(join(directory.path, 'taken'))).toMatch(/EISDIR/);
  });

  test('fails if it is damaged, and does not return wrong events', async () => {
    await using directory = await makeDirectory();
    const before = await openSqliteIn(directory.path);
    await appendMany(before, 300, 'acme');
    await before[Symbol.asyncDispose]();
    // The pages with events: the damage is only found when they are read.
    const file = await readFile(join(directory.path, FILE));
    for (let page = 0; page < file.length; page += PAGE)
      if (file.subarray(page, page + PAGE).includes('DIGITIZED2026')) file.fill(0xff, page, page + PAGE);
    await writeFile(join(directory.path, FILE), file);
    await using log = await openSqliteIn(directory.path);
    expect(await rejection(log.read(ALL, null, 1_000))).toBeInstanceOf(BackendUnavailable);
    expect(await rejection(log.append(digitized(), 'new'))).toBeInstanceOf(BackendUnavailable);
  });
});
