import { BLANK_EVENT } from '../../../src/domain/document-event.ts';
import { openStore, type Store } from '../../../src/store/open-store.ts';
import { WrongAnswer } from '../../load/answer-reader.ts';

/** The place of a store's data. */
export type Storage = { readonly dataDir: string; readonly databaseUrl?: string };

/** Writers at a time, as SNS delivers. */
export const WRITERS = 6;
/** As long as most documents. */
const DOCUMENT = JSON.stringify({ id: 'bench', text: 'x'.repeat(1_500) });
const SILENT = { level: 'silent', warn() {}, error() {}, info() {}, child: () => SILENT };

export function openBenchStore(storage: Storage, maxCount: number): Promise<Store> {
  const options = {
    events: { retentionDays: 30, maxCount },
    writes: { idempotencyDays: 7, retentionDays: 400 },
    index: { retentionDays: 1_100 },
  };
  return openStore({ storage, ...options }, { logger: SILENT as never, now: Date.now });
}

/**
 * Appends events by six writers, each of which waits until its event is durable before it appends the next. The writers are spread
 * over the stores. Returns events per second. Throws WrongAnswer.
 */
export async function appendsASecond(stores: readonly Store[], events: number, name: string): Promise<number> {
  const numbers = Array.from({ length: events }, (_, index) => index).values();
  const ids = new Set<string>();
  const write = async ({ eventLog }: Store): Promise<void> => {
    for (const index of numbers) {
      const { id, isNew } = await eventLog.append(
        {
          ...{ ...BLANK_EVENT, company: 'bench', source: 'IVESK', type: 'DIGITIZED', document: DOCUMENT },
          receivedAt: new Date().toISOString(),
        },
        `${name}-${index}`,
      );
      if (!isNew) throw new WrongAnswer(`event ${name}-${index} was taken for a repetition`);
      ids.add(id);
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(stores[writer % stores.length] as Store)));
  const wallMs = performance.now() - started;
  if (ids.size !== events) throw new WrongAnswer(`${events} events have ${ids.size} ids`);
  return (events / wallMs) * 1_000;
}
