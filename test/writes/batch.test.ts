import { expect, test } from 'vitest';
import type { Store } from '../../src/store/open-store.ts';
import { performWrite } from '../../src/writes/perform-write.ts';
import { openTestStore } from './open-journal.ts';

const ACME = { source: 'LIGHTYEAR', company: 'acme' } as const;

/** The dependencies of an operation, and the outcomes that its writes record. */
function operationOn({ journal }: Pick<Store, 'journal'>) {
  const ends: { readonly outcome: string; readonly isPatient: boolean | undefined }[] = [];
  const end: typeof journal.end = (one, options) => {
    ends.push({ outcome: one.outcome, isPatient: options?.isPatient });
    return journal.end(one, options);
  };
  const dependencies = {
    caches: { forget: () => Promise.resolve() },
    journal: {
      end,
      begin: journal.begin.bind(journal),
      discard: journal.discard.bind(journal),
      settled: journal.settled.bind(journal),
      marks: journal.marks.bind(journal),
    },
    ...{ caller: 'erp', signal: new AbortController().signal, now: Date.now, sending: { count: 0 } },
  };
  const perform = (document: string, send: () => Promise<null>) => {
    const subject = { ...ACME, key: [document] };
    return performWrite({ account: ACME, action: 'MARK_EXPORTED', subject, key: null, send }, dependencies);
  };
  return { ends, perform };
}

test('a write of a batch waits for others with its outcome, and the last one does not', async () => {
  await using store = await openTestStore();
  const { ends, perform } = operationOn(store);
  const answers = [1, 2, 3].map(() => Promise.withResolvers<null>());
  const allSent = Promise.withResolvers<void>();
  let sent = 0;
  const writing = answers.map(({ promise }, index) =>
    perform(`document-${index}`, () => {
      sent += 1;
      if (sent === answers.length) allSent.resolve();
      return promise;
    }),
  );
  await allSent.promise;
  answers[0]?.resolve(null);
  // Its outcome is stored although the others have no answer yet.
  await writing[0];
  answers[1]?.reject(new Error('no answer'));
  await expect(writing[1]).rejects.toThrow('no answer');
  answers[2]?.resolve(null);
  await writing[2];
  expect(ends).toEqual([
    { outcome: 'DONE', isPatient: true },
    { outcome: 'UNKNOWN', isPatient: true },
    { outcome: 'DONE', isPatient: false },
  ]);
});

test('the outcome of a single write does not wait', async () => {
  await using store = await openTestStore();
  const { ends, perform } = operationOn(store);
  await perform('document-1', async () => null);
  await perform('document-2', async () => null);
  expect(ends.map(({ isPatient }) => isPatient)).toEqual([false, false]);
});
