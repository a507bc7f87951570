import { currentBehalf } from '../limits/on-behalf.ts';
import type { ObserveStore } from './measured.ts';

/** Makes a span of an operation on the store that has ended, if it belongs to a request that is traced. */
export function traceStore(system: string, { name, ms, isOk }: Parameters<ObserveStore>[0]): void {
  const { span } = currentBehalf();
  if (span === undefined) return;
  const attributes = { 'db.system.name': system, 'db.operation.name': name };
  span.start(name, { kind: 'CLIENT', attributes, msAgo: ms })?.end({ error: isOk ? undefined : 'failed' });
}
