import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'vitest';

const run = promisify(execFile);

/** Printed between two commands. */
const MARK = '\n--- next ---\n';

/** True, with a warning, if the commands of a page cannot be run here. */
export function lacksCurl(path: string): boolean {
  if (spawnSync('curl', ['--version']).status === 0) return false;
  console.warn(`LEFT OUT: ${path} needs curl`);
  return true;
}

/**
 * Runs all commands of a page in one shell, and expects the answer below each of them; `…` in an answer stands for any
 * text. The first block holds only settings. Returns the number of commands with an answer.
 */
export async function runExamples(page: string, gateway: URL): Promise<number> {
  const [settings, ...rest] = examplesIn(page);
  const folder = await mkdtemp(join(tmpdir(), 'examples-'));
  try {
    const script = [settings, ...rest]
      .map((example) => example?.command)
      .join(`printf '${MARK}'\n`)
      .replace('http://127.0.0.1:4000/', gateway.href)
      .replaceAll(/^sleep \d+$/gm, '');
    const { stdout } = await run('sh', ['-eu', '-c', script], { cwd: folder });
    const [, ...answers] = stdout.split(MARK);
    expect(answers.map((text) => JSON.parse(text))).toEqual(rest.map(({ answer }) => expected(answer)));
    return answers.length;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Each command of the page with the answer below it, except the first one, which does not have an answer. */
function examplesIn(page: string): readonly { readonly command: string; readonly answer: unknown }[] {
  const blocks = [...page.matchAll(/^```sh\n(.*?)^```(?:\n\n```json\n(.*?)^```)?/gms)];
  return blocks.map(([, command = '', answer]) => ({ command, answer: answer && JSON.parse(answer) }));
}

/** The answer, with a pattern for each text that the page leaves open. */
function expected(answer: unknown): unknown {
  if (typeof answer === 'string' && answer.includes('…')) {
    const parts = answer.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return expect.stringMatching(new RegExp(`^${parts.join('.+')}$`));
  }
  if (Array.isArray(answer)) return answer.map(expected);
  if (typeof answer !== 'object' || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([name, value]) => [name, expected(value)]));
}
