import { aliases, askAs, callsOf, countEach, withCalls } from './ask-as.ts';
import type { Attack } from './attack.ts';
import { CACHE_BYTES, idOf, TOKENS } from './attacked-world.ts';
import { attackRaw, requestHead } from './raw-connection.ts';

const FIELDS = 'id number netAmount supplier { name } lineItems { id code description netAmount taxCode { code } }';
const NODES = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Invoice { ${FIELDS} } } }`;
function lists(count: number, filter: string, first = 200) {
  return `{ ${aliases(count, `invoices(first: ${first}, filter: { ${filter} }) { nodes { ${FIELDS} } }`)} }`;
}
function ids(count: number, idAt: (index: number) => string) {
  return Array.from({ length: count }, (_, index) => idAt(index));
}
/** Each 1,000 ids in a list of their own, as one list takes 200 or so and aliases take many. */
function nodesQuery(count: number) {
  return `query(${ids(count, (at) => `$v${at}: [ID!]!`).join(' ')}) { ${ids(count, (at) => `a${at}: nodes(ids: $v${at}) { id }`).join(' ')} }`;
}
function nodesVariables(count: number, each: number, idAt: (index: number) => string) {
  return Object.fromEntries(
    ids(count, String).map((_, at) => [`v${at}`, ids(each, (index) => idAt(at * each + index))]),
  );
}

/** Requests of a caller that may read one company's invoices. */
export const WITH_INVOICES_READ: readonly Attack[] = [
  {
    name: 'with invoices:read: fragments that spread the next one twice, forty levels deep',
    act: async (target) => {
      const fragments = ids(40, (at) => `fragment F${at} on Invoice { number ...F${at + 1} ...F${at + 1} }`).join(' ');
      const query = `{ invoices(first: 1) { nodes { ...F0 } } } ${fragments} fragment F40 on Invoice { id }`;
      return countEach(3, 3, () => askAs(target, 'reader', { query }));
    },
    refused: ['maxSelections', 'maxDepth'],
  },
  {
    name: 'with invoices:read: the same on no more levels than are let through',
    act: async (target) => {
      const fragments = ids(9, (at) => `fragment F${at} on Invoice { number ...F${at + 1} ...F${at + 1} }`).join(' ');
      const query = `{ invoices(first: 200) { nodes { ...F0 } } } ${fragments} fragment F9 on Invoice { lineItems { id } }`;
      return countEach(12, 6, () => askAs(target, 'reader', { query }));
    },
    refused: [],
  },
  {
    name: 'with invoices:read: 400 aliases of a list of 200 with lines',
    act: async (target) =>
      countEach(4, 4, () => askAs(target, 'reader', { query: lists(400, 'sources: [LIGHTYEAR]') })),
    refused: ['max'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'with invoices:read: lists of 200 with lines, as many at once as go',
    act: async (target) =>
      countEach(200, 50, () => askAs(target, 'reader', { query: lists(2, 'sources: [LIGHTYEAR]') })),
    refused: [],
  },
  {
    name: 'with invoices:read: 15,000 REST calls for matches by one request',
    act: async (target) => {
      const query = `{ ${aliases(4, 'invoices(first: 200, filter: { sources: [LIGHTYEAR] }) { nodes { lineItems { matches { type } } } }')} }`;
      return withCalls(target, 'lightyear', () => countEach(1, 1, () => askAs(target, 'reader', { query })));
    },
    refused: ['maxRestCalls', 'maxFields'],
    atMost: { 'calls of lightyear': 750 },
  },
  {
    name: 'with invoices:read: _entities with 7,000 unknown ids',
    act: async (target) => {
      // A list may have 1,000.
      const lists = ids(7, (list) => `r${list}`);
      const fields = lists.map((list) => `${list}: _entities(representations: $${list}) { ... on Invoice { number } }`);
      const query = `query(${lists.map((list) => `$${list}: [_Any!]!`).join(' ')}) { ${fields.join(' ')} }`;
      const unknown = (at: number) => ({ __typename: 'Invoice', id: idOf('LIGHTYEAR', [`none-${at}`]) });
      const variables = Object.fromEntries(
        lists.map((name, list) => [name, Array.from({ length: 1_000 }, (_, at) => unknown(list * 1_000 + at))]),
      );
      return withCalls(target, 'lightyear', () => countEach(1, 1, () => askAs(target, 'reader', { query, variables })));
    },
    refused: ['maxRestCalls', 'BAD_USER_INPUT'],
    atMost: { 'calls of lightyear': 600 },
  },
  {
    name: 'with invoices:read: ids and lists of V6 that name thousands of years',
    act: async (target) => {
      const variables = nodesVariables(10, 90, (at) =>
        idOf('V6', [`${1000 + at}-01-01/9${at % 10}99-12-31`, 'N1', 'C1', 'I']),
      );
      const query =
        '{ invoices(filter: { sources: [V6], issuedFrom: "0001-01-01", issuedTo: "9999-12-31" }) { nodes { id } } }';
      const byId = await countEach(2, 2, () => askAs(target, 'reader', { query: nodesQuery(10), variables }));
      return { ...byId, ...(await countEach(1, 1, async () => `list ${await askAs(target, 'reader', { query })}`)) };
    },
    refused: ['BAD_USER_INPUT'],
    atMost: { 'list 200 without an error': 0 },
  },
  {
    name: 'with invoices:read: forged cursors that hold 60,000 ids',
    act: async (target) => {
      const cursor = Buffer.from(
        JSON.stringify([1, 'x', ['acme', 0, { ids: ids(60_000, (at) => `i${at}`), next: null }, 0]]),
      );
      const query = 'query($c: String) { invoices(after: $c, filter: { sources: [LIGHTYEAR] }) { nodes { id } } }';
      return countEach(20, 4, () => askAs(target, 'reader', { query, variables: { c: cursor.toString('base64url') } }));
    },
    refused: ['BAD_USER_INPUT'],
  },
  {
    name: 'with invoices:read: thousands of ids of Įvesk, each at its own instant',
    act: async (target) => {
      const at = (index: number) => new Date(1_700_000_000_000 + index * 3_600_000).toISOString();
      const variables = nodesVariables(40, 180, (index) => idOf('IVESK', [`document-${index}`, at(index)]));
      return withCalls(target, 'ivesk', () =>
        countEach(2, 2, () => askAs(target, 'reader', { query: nodesQuery(40), variables })),
      );
    },
    refused: ['max', 'BAD_USER_INPUT', 'BACKEND'],
    atMost: { 'calls of ivesk': 1_500 },
  },
  {
    name: 'with invoices:read: documents with 10,000 lines',
    act: async (target) =>
      countEach(40, 20, (index) =>
        askAs(target, 'reader', {
          query: NODES,
          variables: { ids: ids(10, (at) => idOf('LIGHTYEAR', [`huge-${index % 4}-${at}`])) },
        }),
      ),
    refused: [],
    keepsBytes: 1.5 * CACHE_BYTES,
  },
  {
    name: 'with invoices:read: documents that fill the cache several times over',
    act: async (target) =>
      countEach(120, 8, (index) =>
        askAs(target, 'reader', {
          query: NODES,
          variables: { ids: ids(100, (at) => idOf('LIGHTYEAR', [`full-${index}-${at}`])) },
        }),
      ),
    refused: [],
    keepsBytes: 1.5 * CACHE_BYTES,
  },
  {
    name: 'with invoices:read: answers that are not read',
    act: async (target) => {
      const body = JSON.stringify({ query: lists(2, 'sources: [LIGHTYEAR]') });
      const request = `${requestHead('POST', '/graphql', {
        authorization: `Bearer ${TOKENS.reader}`,
        'content-type': 'application/json',
        'content-length': `${body.length}`,
      })}${body}`;
      // Only the status line is read.
      return attackRaw(target, {
        sockets: 24,
        bytes: 0,
        forMs: 2_000,
        watchMs: 9_000,
        head: request.repeat(20),
        reads: false,
      });
    },
    refused: ['closed by the gateway'],
    keepsBytes: 1.5 * CACHE_BYTES,
  },
  {
    name: 'with invoices:read: time-outs and failures that are provoked, while a colleague reads',
    act: async (target) => {
      let isOver = false;
      const attack = countEach(120, 12, (index) =>
        askAs(target, 'reader', {
          query: '{ '.concat(
            ids(
              4,
              (at) =>
                `a${at}: invoice(id: "${idOf('LIGHTYEAR', [`${at % 2 ? 'slow' : 'fail'}-${index}-${at}`])}") { number }`,
            ).join(' '),
            ' }',
          ),
        }),
      ).finally(() => {
        isOver = true;
      });
      let [asked, failed] = [0, 0];
      while (!isOver) {
        const id = idOf('LIGHTYEAR', [`good-${asked}`]);
        const outcome = await askAs(target, 'colleague', { query: `{ invoice(id: "${id}") { number } }` });
        asked += 1;
        if (outcome !== '200 without an error') failed += 1;
      }
      return { ...(await attack), 'failures of the colleague in %': Math.round((100 * failed) / asked) };
    },
    refused: ['BACKEND'],
    atMost: { 'failures of the colleague in %': 5 },
    keepsBytes: 1.5 * CACHE_BYTES,
  },
  {
    name: 'with invoices:read: more operations at once than a caller may have',
    act: async (target) => {
      const outcomes = await countEach(400, 200, (index) =>
        askAs(target, 'reader', {
          query: `{ invoice(id: "${idOf('LIGHTYEAR', [`slow-many-${index}`])}") { number } }`,
        }),
      );
      const { lightyear = 0 } = await callsOf(target);
      return { ...outcomes, 'calls in all': lightyear };
    },
    refused: ['max', 'BACKEND'],
    keepsBytes: 1.5 * CACHE_BYTES,
  },
];
