import { seconds } from '../../config/schema/value-schemas.ts';
import { defineWatch } from '../source-watch.ts';

/** The exportable list: ids of all documents that wait for export. */
export const lightyearWatch = defineWatch({
  settings: { lightyearSeconds: seconds.default(60) },
  plan: ({ lightyearSeconds }) => ({
    everyMs: lightyearSeconds * 1_000,
    isWhole: true,
    lists: [{ name: 'exportable', filter: {} }],
  }),
});
