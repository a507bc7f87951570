import type { Arrival } from '../calls/source-server.ts';
import type { Fake, FakeAccount } from './fake-account.ts';

/** Lets the fake answer, and changes the text of its answer on the way, and its status if one is given. */
export function changeAnswers(account: FakeAccount, change: (text: string) => string, status?: number): void {
  account.fault = (arrival) => {
    account.fake.answer(withAnswer(arrival, change, status));
    return true;
  };
}

function withAnswer(arrival: Arrival, change: (text: string) => string, given?: number): Arrival {
  return { ...arrival, answer: (status, body = '', headers) => arrival.answer(given ?? status, change(body), headers) };
}

/** A page without its list, or with something else in its place. */
export function pagesWithoutList(page: unknown, { list }: Fake['page']): readonly unknown[] {
  if (list === null) return [{ ...listIn(page, { list }) }, { items: page }, { errorMessage: 'timed out' }, {}];
  const items = listIn(page, { list });
  const others = [undefined, null, {}, { ...items }, 'text', '', 7, true, items[0]];
  const wrong = others.map((other) => ({ ...Object(page), [list]: other }));
  return [...wrong, {}, [], [page], items, { message: 'no' }, { errorMessage: 'timed out', errorType: 'Timedout' }];
}

/** The items of a page's list. */
export function listIn(page: unknown, { list }: Pick<Fake['page'], 'list'>): readonly unknown[] {
  const items: unknown = list === null ? page : Object(page)[list];
  if (!Array.isArray(items)) throw new Error('the page does not have its list');
  return items;
}

/** The text of a page in which the item at an index is this text. */
export function withItemText(page: unknown, { list }: Fake['page'], index: number, text: string): string {
  const items = listIn(page, { list }).map((item, at) => (at === index ? text : JSON.stringify(item)));
  const written = `[${items.join()}]`;
  if (list === null) return written;
  const members = Object.entries({ ...Object(page) }).map(([name, value]) =>
    name === list ? `${JSON.stringify(name)}:${written}` : `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  );
  return `{${members.join()}}`;
}
