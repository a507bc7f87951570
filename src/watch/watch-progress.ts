import { isRecord } from '../domain/is-record.ts';
import { isDateTime } from '../domain/values/dates.ts';

/** The place from which the watcher of an account continues. It is stored, so that another gateway can continue there. */
export interface WatchProgress {
  /** The newest stamp that was read from each list. */
  readonly newest: Readonly<Record<string, string>>;
  /** The place in the list that is being read; absent between two readings. */
  readonly at?: WatchPlace;
}

export interface WatchPlace {
  readonly list: string;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly position: unknown;
}

/** Reads progress that this or another version of the gateway has stored. A part that it does not understand is left out, and read again. */
export function parseProgress(text: string): WatchProgress {
  const given: unknown = JSON.parse(text);
  const { newest, at } = isRecord(given) ? given : {};
  const stamps = isRecord(newest) ? newest : {};
  const known = Object.entries(stamps).filter((entry): entry is [string, string] => isStamp(entry[1]));
  return { newest: Object.fromEntries(known), ...(isPlace(at) && { at }) };
}

function isStamp(value: unknown): boolean {
  return typeof value === 'string' && isDateTime(value);
}

function isPlace(value: unknown): value is WatchPlace {
  return isRecord(value) && typeof value['list'] === 'string' && isRecord(value['filter']);
}
