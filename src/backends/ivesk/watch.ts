import { seconds } from '../../config/schema/value-schemas.ts';
import { defineWatch } from '../source-watch.ts';

/**
 * Both queues, each from the newest document that was read. The readings overlap: a document can enter a queue with an earlier time
 * than others that were read before. A document that the accountant exports is in both.
 */
export const iveskWatch = defineWatch({
  settings: { iveskSeconds: seconds.default(300), overlapSeconds: seconds.default(600) },
  plan: ({ iveskSeconds, overlapSeconds }, { newest }) => {
    const since = (queue: string) => {
      const last = newest(queue);
      return last === null ? null : new Date(Date.parse(last) - overlapSeconds * 1_000).toISOString();
    };
    return {
      everyMs: iveskSeconds * 1_000,
      isWhole: false,
      lists: [
        {
          name: 'digitized',
          filter: { iveskQueue: 'DIGITIZED', since: since('digitized') },
          stampOf: ({ digitizedAt }) => digitizedAt,
        },
        {
          name: 'exported',
          filter: { iveskQueue: 'EXPORTED', since: since('exported') },
          stampOf: ({ exportedAt }) => exportedAt,
        },
      ],
    };
  },
});
