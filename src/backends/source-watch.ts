import { z } from 'zod';
import type { Invoice } from '../domain/invoice.ts';
import type { IsoDateTime } from '../domain/values/dates.ts';
import type { ListFilter } from './backend.ts';

/** A list of an account that the watcher reads to its end, again and again. */
export interface WatchedList {
  readonly name: string;
  readonly filter: ListFilter;
  /** The time by which the list is sorted, if it is read on from the newest document; absent if it is read from its front. */
  readonly stampOf?: (invoice: Invoice) => IsoDateTime | null;
}

/** How the watcher reads an account now. */
export interface WatchPlan {
  /** Milliseconds between two readings. */
  readonly everyMs: number;
  /** True if a document that is no longer in the lists has left them. False if documents also fall out of them by age. */
  readonly isWhole: boolean;
  readonly lists: readonly WatchedList[];
}

export interface WatchInput {
  /** The section `watch` of the configuration. */
  readonly settings: object;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The newest stamp that was read from a list; null before the first. */
  readonly newest: (list: string) => IsoDateTime | null;
}

/** How a source is watched. */
export interface SourceWatch {
  /** Its keys in the section `watch` of the configuration, with their defaults. */
  readonly settings: Readonly<Record<string, z.ZodType>>;
  plan(input: WatchInput): WatchPlan;
}

/** Makes the watch of a source, whose `plan` gets its own settings. */
export function defineWatch<Shape extends Readonly<Record<string, z.ZodType>>>(watch: {
  readonly settings: Shape;
  readonly plan: (settings: z.output<z.ZodObject<Shape>>, input: Omit<WatchInput, 'settings'>) => WatchPlan;
}): SourceWatch {
  const own = z.object(watch.settings);
  return {
    settings: watch.settings,
    plan: ({ settings, ...input }) => watch.plan(own.parse(settings), input),
  };
}
