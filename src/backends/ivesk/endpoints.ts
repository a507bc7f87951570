import { queryString } from '../rest-client.ts';

/** The two queues, by their paths. */
export const QUEUES = { DIGITIZED: '/digitized', EXPORTED: '/exported' } as const;
export type Queue = keyof typeof QUEUES;

/** Every Įvesk path. `from` is exclusive. */
export const endpoints = {
  queue: (queue: Queue, from: string | null) => `${QUEUES[queue]}${queryString({ from })}`,
  columns: (companyCode: string, column: string, modifiedsince: string | null, next: string | null) =>
    `/columns/${encodeURIComponent(companyCode)}${queryString({ column, modifiedsince, next })}`,
  syncErrors: '/syncerrors',
  subscriptions: '/subscriptions',
  /** The name is one path segment, whatever characters it contains. */
  uploadLocation: (fileName: string, options: Readonly<Record<string, string | null>>) =>
    `/uploadlocation/${encodeURIComponent(fileName)}${queryString(options)}`,
};
