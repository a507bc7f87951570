import type { Outcomes, Target } from './attack.ts';
import { type CallerName, TOKENS } from './attacked-world.ts';

const ANSWER_TIMEOUT_MS = 15_000;

/** Sends an operation. Returns the status of the answer with the limit, or else the code, of its first error. */
export async function askAs(
  target: Target,
  caller: CallerName,
  body: { readonly query: string; readonly variables?: object },
): Promise<string> {
  const headers = { authorization: `Bearer ${TOKENS[caller]}`, 'content-type': 'application/json' };
  return send(target, 'graphql', { method: 'POST', headers, body: JSON.stringify(body) });
}

/** The limit, or else the code, of the first error in an answer or a message: documents have codes as well. */
export function faultIn(text: string): string | undefined {
  const limit = /"extensions":\{[^{}]*"limit":"(\w+)"/.exec(text);
  return (limit ?? /"(?:extensions":|errors":\[)\{(?:[^{}]*,)?"code":"(\w+)"/.exec(text))?.[1];
}

/** Sends any request. Returns its outcome in the same way. */
export async function send(target: Target, path: string, init: RequestInit): Promise<string> {
  try {
    const response = await fetch(new URL(path, target.gateway), {
      ...init,
      signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
    });
    const text = await response.text();
    return `${response.status} ${faultIn(text) ?? 'without an error'}`;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return error.name === 'TimeoutError' ? 'no answer' : 'connection broken';
  }
}

/** A slow machine makes fewer requests; the attack does not take longer. */
const AT_MOST_MS = 8_000;

/** Does something `count` times, `atOnce` at a time, for some seconds at most. Counts the outcomes. */
export async function countEach(
  count: number,
  atOnce: number,
  act: (index: number) => Promise<string>,
): Promise<Outcomes> {
  const outcomes: Outcomes = {};
  const deadline = performance.now() + AT_MOST_MS;
  let begun = 0;
  const work = async () => {
    while (begun < count && performance.now() < deadline) {
      begun += 1;
      const outcome = await act(begun - 1);
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return outcomes;
}

/** Calls that reached the stand-ins: by source, or `jwks`, `storage` and `trap`. */
export async function callsOf(target: Target): Promise<Outcomes> {
  return (await (await fetch(new URL('counts', target.sources))).json()) as Outcomes;
}

/** The outcomes of `act`, with the calls of one kind that it caused. */
export async function withCalls(target: Target, kind: string, act: () => Promise<Outcomes>): Promise<Outcomes> {
  const { [kind]: before = 0 } = await callsOf(target);
  const outcomes = await act();
  const { [kind]: after = 0 } = await callsOf(target);
  return { ...outcomes, [`calls of ${kind}`]: after - before };
}

export async function setSources(target: Target, settings: object): Promise<void> {
  await fetch(new URL('settings', target.sources), { method: 'POST', body: JSON.stringify(settings) });
}

/** A token of the issuer, as anybody can write it, with a key that the issuer does not have. */
export function unknownToken(target: Target, index: number): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'RS256', kid: `key-${index}` })}.${encode({ iss: target.sources.href, exp: 4e9 })}.c2lnbmF0dXJl`;
}

/** `name0: field name1: field …` */
export function aliases(count: number, field: string): string {
  return Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ');
}
