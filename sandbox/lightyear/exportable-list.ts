import { type Answer, json } from '../stand-in/answer.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import { message } from './conventions.ts';

/** `latest`: as documented, only the key of the previous answer is valid. `any`: every key ever issued stays valid. */
export type KeyPolicy = 'latest' | 'any';

export type ListExportable = (account: LightyearAccount, key: string | undefined) => Answer;

/**
 * The exportable list of each company. A key is a position in the queue: its page starts after the last id of the
 * previous page, even if that document has left the list. Every key is different.
 */
export function createExportableList(pageSize: number, policy: KeyPolicy): ListExportable {
  const given = new Map<string, Map<string, number>>();
  let answers = 0;

  return (account, key) => {
    const keys = given.get(account.companyId) ?? new Map<string, number>();
    given.set(account.companyId, keys);
    const position = key === undefined ? 0 : keys.get(key);
    if (position === undefined) return message(400, 'continuationKey is not the one of the preceding answer');

    const rest = account.exportableAfter(position);
    const page = rest.slice(0, pageSize);
    const last = page.at(-1);
    if (policy === 'latest') keys.clear();
    answers += 1;
    const continuationKey = rest.length > page.length && last !== undefined ? toKey(last.position, answers) : null;
    if (continuationKey !== null && last !== undefined) keys.set(continuationKey, last.position);
    return json(200, { items: page.map(({ id }) => id), continuationKey });
  };
}

/** Starts with "+/" and ends with "=": this exposes a client that does not encode a key in its URL. */
function toKey(position: number, answer: number): string {
  const text = `${position}.${answer}`.padEnd(16);
  return Buffer.from([0xfb, 0xff, 0xfe, ...Buffer.from(text)]).toString('base64');
}
