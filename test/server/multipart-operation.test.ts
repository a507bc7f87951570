import { afterEach, describe, expect, test, vi } from 'vitest';
import { asking, bodyOf, FILE, field, MAP, MULTIPART, multipartRequest, PREFLIGHT, READER } from './multipart-parts.ts';
import { openRaw } from './raw-http.ts';
import { startUploadServer, type UploadServer } from './upload-server.ts';
import { expectNoTrace } from './use-upload-server.ts';

const HELD = asking('mutation ($file: Upload) { held(file: $file) }', { file: null });
function stopClock() {
  return vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a multipart operation', () => {
  const start = async (server: UploadServer, headers?: readonly string[], parts = [HELD, MAP, FILE]) => {
    const connection = await openRaw(server.url);
    await connection.send(multipartRequest(bodyOf(parts), headers));
    await server.gate.waiting(1);
    return connection;
  };

  test('keeps its file in the temporary folder without a name', async () => {
    await using server = await startUploadServer();
    using connection = await start(server);

    expect(await server.listFolder()).toEqual([]);
    expect(server.files.open).toBe(1);
    server.gate.open();

    expect((await connection.answer()).body).toBe('{"data":{"held":"let go"}}\n');
    await expectNoTrace(server);
  });

  test('may take longer than the time-out of an operation if it has a file', async () => {
    await using server = await startUploadServer({ limits: { operationTimeoutMs: 1_000 } });
    stopClock();
    using connection = await start(server);

    vi.advanceTimersByTime(600_000);
    server.gate.open();

    expect((await connection.answer()).body).toContain('let go');
  });

  test.each<[string, Parameters<typeof start>[1], Parameters<typeof start>[2]]>([
    ['it came without a file', undefined, [asking('{ held }', {}), field('map', {})]],
    ['its caller may not send files', [READER, PREFLIGHT, MULTIPART], undefined],
  ])('has the usual time-out if %s', async (_what, headers, parts) => {
    await using server = await startUploadServer({ limits: { operationTimeoutMs: 1_000 } });
    stopClock();
    using connection = await start(server, headers, parts);

    vi.advanceTimersByTime(1_000);

    expect((await connection.answer()).body).toContain('longer than 1000 ms');
  });

  test('is cancelled if its caller disconnects', async () => {
    await using server = await startUploadServer();
    using connection = await start(server);

    connection.socket.resetAndDestroy();
    await connection.closed;

    await expectNoTrace(server);
    expect(server.gate.held).toBe(0);
  });

  test('is cancelled by a shutdown', async () => {
    await using server = await startUploadServer();
    using connection = await start(server);
    const answer = connection.answer();

    await server.stop();

    expect((await answer).body).toContain('The gateway is shutting down');
    await expectNoTrace(server);
  });
});
