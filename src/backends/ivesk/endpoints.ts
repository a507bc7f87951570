import { type Endpoint, queryString } from '../rest-client.ts';
import type { operations } from './__generated__/rest.ts';

/** The two queues. */
const QUEUES = {
  DIGITIZED: { operation: 'listDigitized', path: '/digitized' },
  EXPORTED: { operation: 'listExported', path: '/exported' },
} as const;
export type Queue = keyof typeof QUEUES;

/** Every Įvesk path. `from` is exclusive. */
export const endpoints = {
  queue: (queue: Queue, from: string | null) => {
    const { operation, path } = QUEUES[queue];
    return to(operation, `${path}${queryString({ from })}`);
  },
  columns: (companyCode: string, column: string, modifiedsince: string | null, next: string | null) =>
    to(
      'listColumnValues',
      `/columns/${encodeURIComponent(companyCode)}${queryString({ column, modifiedsince, next })}`,
    ),
  syncErrors: to('reportSyncError', '/syncerrors'),
  subscriptions: to('createWebhookSubscription', '/subscriptions'),
  /** The name is one path segment, whatever characters it contains. */
  uploadLocation: (fileName: string, options: Readonly<Record<string, string | null>>) =>
    to('getUploadLocation', `/uploadlocation/${encodeURIComponent(fileName)}${queryString(options)}`),
};

function to(operation: keyof operations, path: string): Endpoint {
  return { operation, path };
}
