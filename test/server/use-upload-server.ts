import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { expectOneError } from './ask-raw.ts';
import type { RawPart } from './multipart-parts.ts';
import { startUploadServer, type UploadServer, type UploadServerOptions } from './upload-server.ts';

/** A server for all tests of a file. After each test, it must not keep a file nor have logged an unexpected entry. */
export function useUploadServer(options?: UploadServerOptions): { readonly server: UploadServer } {
  let server: UploadServer | undefined;
  const started = (): UploadServer => {
    if (server === undefined) throw new Error('The server starts before the first test');
    return server;
  };
  beforeAll(async () => {
    server = await startUploadServer(options);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());
  afterEach(async () => {
    await expectNoTrace(started());
  });
  return {
    get server() {
      return started();
    },
  };
}

export async function expectNoTrace(server: UploadServer): Promise<void> {
  // A file is opened and deleted in its own time, perhaps after the answer.
  const left = async () => ({ open: server.files.open, listed: await server.listFolder() });
  await expect.poll(left).toEqual({ open: 0, listed: [] });
  expect(server.log.entries().filter(({ level }) => level !== 'debug')).toEqual([]);
}

/** Expects a refusal before any field ran. */
export async function expectRefused(
  server: UploadServer,
  parts: readonly RawPart[],
  message: RegExp,
  limit?: string,
): Promise<void> {
  const before = server.ran.length;
  const answer = await server.post(parts);
  expect(answer.status).toBe(400);
  expectOneError(answer, 'BAD_USER_INPUT', message, limit);
  expect(server.ran.length).toBe(before);
}
