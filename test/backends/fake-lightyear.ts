import type { Arrival } from '../calls/source-server.ts';
import { answerJson, type Fake, parameter, pathOf } from './fake-account.ts';

export const COMPANY_ID = '93913d26-427e-4798-8e1f-06c83411113c';
const PAGE = 3;

export function lightyearId(index: number): string {
  return `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
}

export interface FakeLightyear extends Fake {
  /** Tokens given out so far. */
  readonly tokens: readonly string[];
  /** Keys that were sent and are not the one of the answer just before. */
  readonly staleKeys: readonly string[];
  /** From here on, keys given out before are not taken any more. */
  readonly expireKeys: () => void;
}

/** The list is a queue: its keys are places in it, which stay when the documents before them leave. */
export function createFakeLightyear(count = 0): FakeLightyear {
  const document = (index: number) => ({ id: lightyearId(index), companyID: COMPANY_ID, invoiceNumber: `LY-${index}` });
  const documents: unknown[] = Array.from({ length: count }, (_, index) => document(index));
  /** The position of each key: the document after which it continues, with all documents before that. */
  const keys = new Map<string, ReadonlySet<unknown>>();
  const tokens: string[] = [];
  const staleKeys: string[] = [];
  let keysGiven = 0;
  let latest: string | null = null;

  const list = (arrival: Arrival): void => {
    const key = parameter(arrival, 'continuationKey');
    const passed = key === null ? new Set() : keys.get(key);
    if (passed === undefined) {
      answerJson(arrival, { message: 'Invalid continuationKey' }, 400);
      return;
    }
    if (key !== null && key !== latest) staleKeys.push(key);
    const rest = documents.filter((one) => !passed.has(one));
    const page = rest.slice(0, PAGE);
    const next = rest.length > PAGE ? `key-${keysGiven}` : null;
    keysGiven += 1;
    latest = next;
    if (next !== null) keys.set(next, new Set([...passed, ...page]));
    answerJson(arrival, { items: page.map(idOf), continuationKey: next });
  };

  return {
    source: 'LIGHTYEAR',
    documents,
    document,
    nameless: [null, '', '  ', {}, ['x'], true, '..'],
    // The list has ids only.
    unreadable: [],
    page: { list: 'items', next: 'continuationKey' },
    section: (baseUrl) => ({
      ...{ baseUrl: `${baseUrl}/api`, tokenUrl: `${baseUrl}/oauth2/token`, companyId: COMPANY_ID },
      ...{ clientId: 'the-client', clientSecret: 'the-secret' },
    }),
    answer: (arrival) => {
      const path = pathOf(arrival);
      if (path === '/oauth2/token') {
        tokens.push(`token-${tokens.length + 1}`);
        return answerJson(arrival, { access_token: tokens.at(-1), token_type: 'Bearer', expires_in: 3600 });
      }
      if (arrival.headers.authorization !== `Bearer ${tokens.at(-1)}`) return answerJson(arrival, {}, 401);
      if (arrival.headers['lightyear-company-id'] !== COMPANY_ID) return answerJson(arrival, {}, 403);
      if (path === '/api/invoices/exportable') return list(arrival);
      const found = documents.find((one) => path === `/api/invoices/${idOf(one)}`);
      return found === undefined ? answerJson(arrival, { message: 'Unknown' }, 404) : answerJson(arrival, found);
    },
    isAside: (arrival) => pathOf(arrival) === '/oauth2/token',
    reads: (arrival, index) => pathOf(arrival).endsWith(`/invoices/${lightyearId(index)}`),
    absentKey: [lightyearId(999_999)],
    tokens,
    staleKeys,
    expireKeys: () => keys.clear(),
  };
}

/** An entry that is not a document is listed as it is. */
function idOf(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'id' in document ? document.id : document;
}
