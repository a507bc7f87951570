import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type TestWorld } from '../end-to-end/world.ts';

const PAGE = new URL('../../docs/writing.md', import.meta.url);
const run = promisify(execFile);

const noCurl = spawnSync('curl', ['--version']).status === 0 ? undefined : 'LEFT OUT: docs/writing.md needs curl';
if (noCurl) console.warn(noCurl);

/** What is printed between two commands. */
const MARK = '\n--- next ---\n';

/** Each command of the page with the answer below it; the first one has none. */
function examples(page: string): readonly { readonly command: string; readonly answer: unknown }[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```(?:\n\n```json\n(.*?)^```)?/gms)];
  return blocks.map(([, command = '', answer]) => ({ command, answer: answer && JSON.parse(answer) }));
}

/** The answer with what the page leaves open left open. */
function expected(answer: unknown): unknown {
  if (typeof answer === 'string' && answer.includes('…')) {
    const parts = answer.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return expect.stringMatching(new RegExp(`^${parts.join('.+')}$`));
  }
  if (Array.isArray(answer)) return answer.map(expected);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, expected(value)]));
}

describe.skipIf(noCurl)('docs/writing.md', () => {
  let world: TestWorld;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'writing-'));
    // All that takes a while there is done at once here.
    world = await startWorld({
      sandbox: { ivesk: { digitizeMs: 0, exportMs: Number.POSITIVE_INFINITY }, lightyear: { importMs: 1 } },
    });
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  test('shows commands with the answers that they get', async () => {
    const page = await readFile(PAGE, 'utf8');
    const [settings, ...rest] = examples(page);
    const script = [settings, ...rest]
      .map((example) => example?.command)
      .join(`printf '${MARK}'\n`)
      .replace('http://127.0.0.1:4000/', world.url.href)
      .replaceAll(/^sleep \d+$/gm, '');
    const { stdout } = await run('sh', ['-eu', '-c', script], { cwd: folder });
    const [, ...answers] = stdout.split(MARK);
    expect(rest.length).toBeGreaterThan(8);
    expect(answers.map((text) => JSON.parse(text))).toEqual(rest.map(({ answer }) => expected(answer)));
  });
});
