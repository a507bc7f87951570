import type { Backend, InvoiceKey } from '../../src/backends/backend.ts';
import { openBackends } from '../../src/backends/registry.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import type { CallPolicy } from '../../src/config/schema/call-policy.ts';
import { type Source, sectionName } from '../../src/domain/source.ts';
import { type Arrival, startSource } from '../calls/source-server.ts';
import { createTestLog, type TestLog } from './test-log.ts';

/** A stand-in for one source, as small as its contract allows: its documents, and its answers. */
export interface Fake {
  readonly source: Source;
  /** Its documents as they go over the wire, in the order of its list. Tests add and remove. */
  readonly documents: unknown[];
  /** One more document that fits; `index` names it. */
  readonly document: (index: number) => unknown;
  /** Entries of a list that do not name a document. */
  readonly nameless: readonly unknown[];
  /** Entries of a list that name a document and cannot be read. */
  readonly unreadable: readonly unknown[];
  /** The members of a page with its list (null: the page is the list) and with what continues it (null: it has no pages). */
  readonly page: { readonly list: string | null; readonly next: string | null };
  /** Its account's section of the configuration file. */
  readonly section: (baseUrl: string) => object;
  readonly answer: (arrival: Arrival) => void;
  /** True for calls that do not read documents, such as those for a token. */
  readonly isAside: (arrival: Arrival) => boolean;
  /** True for the call that reads the document of this index. */
  readonly reads: (arrival: Arrival, index: number) => boolean;
  /** The key of a document that could exist and does not. */
  readonly absentKey: InvoiceKey;
}

export interface FakeAccount extends AsyncDisposable {
  readonly backend: Backend;
  readonly fake: Fake;
  readonly log: TestLog;
  readonly baseUrl: string;
  readonly arrivals: readonly Arrival[];
  /** Path and query of all calls for documents so far. */
  readonly calls: () => readonly string[];
  /** Answers instead of the fake; false leaves it to the fake. */
  fault: (arrival: Arrival) => boolean;
}

export const POLICY: CallPolicy = { timeoutMs: 10_000, retries: 0, maxConcurrent: 16 };

/** The backend under test, as the registry opens it, with a fake behind it. */
export async function openFakeAccount(fake: Fake, policy: Partial<CallPolicy> = {}): Promise<FakeAccount> {
  const server = await startSource((arrival) => {
    const aside = fake.isAside(arrival);
    if (aside || !opened.fault(arrival)) fake.answer(arrival);
  });
  const log = createTestLog();
  const account = { ...fake.section(server.baseUrl), ...POLICY, ...policy };
  const { companies } = parseConfig({ companies: { acme: { [sectionName(fake.source)]: account } } });
  const backends = openBackends(companies, { logger: log.logger, now: () => Date.UTC(2024, 5, 30) });
  const [backend] = backends.all;
  if (backend === undefined) throw new Error('the registry opened no account');
  const opened: FakeAccount = {
    backend,
    fake,
    log,
    baseUrl: server.baseUrl,
    arrivals: server.arrivals,
    calls: () => server.arrivals.filter((arrival) => !fake.isAside(arrival)).map(({ url }) => url),
    fault: () => false,
    [Symbol.asyncDispose]: async () => {
      await backends[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
  return opened;
}

/** `arrival`'s query parameter. */
export function parameter({ url }: Arrival, name: string): string | null {
  return new URL(url, 'http://source').searchParams.get(name);
}

export function pathOf({ url }: Arrival): string {
  return new URL(url, 'http://source').pathname;
}

export function answerJson(arrival: Arrival, body: unknown, status = 200): void {
  arrival.answer(status, JSON.stringify(body), { 'content-type': 'application/json' });
}
