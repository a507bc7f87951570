import { askAs, countEach, send, setSources, unknownToken, withCalls } from './ask-as.ts';
import type { Attack, Target } from './attack.ts';
import { type CallerName, idOf, TOKENS } from './attacked-world.ts';
import { withHostile } from './hostile-answer.ts';

const HEADERS = { authorization: `Bearer ${TOKENS.writer}`, 'apollo-require-preflight': 'true' };

function upload(target: Target): Promise<string> {
  const form = new FormData();
  const query = 'mutation($f: Upload!) { uploadFile(input: { file: $f }) { errors { code } } }';
  form.set('operations', JSON.stringify({ query, variables: { f: null } }));
  form.set('map', '{"0":["variables.f"]}');
  form.set('0', new Blob(['file']), 'a.pdf');
  return send(target, 'graphql', { method: 'POST', headers: HEADERS, body: form });
}

function requestLocation(target: Target): Promise<string> {
  const query = 'mutation { requestUpload(input: { fileName: "a.pdf" }) { location { url } errors { code } } }';
  const headers = { ...HEADERS, 'content-type': 'application/json' };
  return send(target, 'graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
}

const NUMBER = 'number supplier { name }';

/** Documents by ids that were not requested before. */
function documents(tag: string, count: number): string {
  const id = (at: number) => idOf('LIGHTYEAR', [`${tag}-${at}`]);
  return `{ ${Array.from({ length: count }, (_, at) => `a${at}: invoice(id: "${id(at)}") { ${NUMBER} }`).join(' ')} }`;
}

function writes(index: number, count: number): string {
  const ids = Array.from({ length: count }, (_, at) => `"${idOf('LIGHTYEAR', [`write-${index}-${at}`])}"`);
  return `mutation { markInvoicesExported(input: { ids: [${ids.join(' ')}] }) { results { error { code message } } } }`;
}

/** A list of V6, of another range for each index. */
function v6List(index: number): string {
  const filter = `sources: [V6], issuedFrom: "2024-01-${String((index % 28) + 1).padStart(2, '0')}", issuedTo: "2024-02-28"`;
  return `{ invoices(first: 200, filter: { ${filter} }) { nodes { id } accounts { error { code message } } } }`;
}

/** The limit, or else the code, of an error beside documents that could be read or written. */
async function askForError(target: Target, caller: CallerName, query: string): Promise<string> {
  const headers = { authorization: `Bearer ${TOKENS[caller]}`, 'content-type': 'application/json' };
  const response = await fetch(new URL('graphql', target.gateway), {
    ...{ method: 'POST', headers, body: JSON.stringify({ query }) },
    signal: AbortSignal.timeout(15_000),
  });
  const text = await response.text();
  const [, fault = 'without an error'] = /limits\.(\w+)/.exec(text) ?? /"code":"(\w+)"/.exec(text) ?? [];
  return `${response.status} ${fault}`;
}

const MANY_EMPTY = { head: '[', part: '{},', tail: '{}]' };
const CALLERS = ['reader', 'colleague', 'listener', 'neighbour'] as const;

/** Answers of a source that try to lead the gateway elsewhere, to hold it up or to fill its memory. */
export const FROM_A_SOURCE: readonly Attack[] = [
  {
    name: 'from a source: upload locations on this machine and in its network',
    act: async (target) => {
      const { port } = (await (await fetch(new URL('/elsewhere', target.sources))).json()) as { port: number };
      const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'];
      const places = [
        ...hosts.map((host) => `http://${host}:${port}/trap`),
        'http://169.254.169.254/latest/meta-data/',
        `https://user@127.0.0.1:${port}/trap`,
      ];
      return withCalls(target, 'trap', async () => {
        const outcomes: Record<string, number> = {};
        for (const uploadTo of places) {
          await setSources(target, { uploadTo });
          for (const [outcome, count] of Object.entries(
            await countEach(2, 1, (at) => (at === 0 ? upload(target) : requestLocation(target))),
          ))
            outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
        }
        await setSources(target, { uploadTo: 'storage' });
        return outcomes;
      });
    },
    refused: ['BACKEND_BAD_RESPONSE'],
    atMost: { 'calls of trap': 0, '200 without an error': 0 },
  },
  {
    name: 'from a source: 30 MB of JSON in place of an access token',
    act: async (target) => {
      const token = { head: '{"access_token":"a","expires_in":1,"x":[', part: '{},', tail: '{}]}', bytes: 30_000_000 };
      // So that the gateway asks for a token.
      const read = { status: 401, head: '{', part: ' ', tail: '}', bytes: 1 };
      return withHostile(target, { token, read }, () =>
        countEach(16, 8, (index) => askAs(target, 'reader', { query: documents(`token-${index}`, 4) })),
      );
    },
    refused: ['BACKEND_BAD_RESPONSE'],
    atMost: { '200 without an error': 0 },
  },
  ...[999_000, 31_000_000].map((bytes) => ({
    name: `from a source: refusals with ${bytes / 1_000} kB of empty objects`,
    act: async (target: Target) => {
      const read = { status: 400, head: '{"violations":[],"x":[', part: '{},', tail: '{}]}', bytes };
      return withHostile(target, { read }, () =>
        countEach(6, 6, (index) => askAs(target, 'reader', { query: documents(`refusal-${bytes}-${index}`, 60) })),
      );
    },
    refused: ['BACKEND_REJECTED'],
    atMost: { '200 without an error': 0 },
  })),
  {
    name: 'from a source: 31 MB of empty objects as the answer to each of 400 writes',
    act: async (target) => {
      return withHostile(target, { write: { ...MANY_EMPTY, bytes: 31_000_000 } }, () =>
        countEach(4, 4, (index) => askForError(target, 'exporter', writes(index, 100))),
      );
    },
    refused: ['OUTCOME_UNKNOWN'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'from a source: lists of 31 MB of empty objects, for four callers',
    act: async (target) =>
      withHostile(target, { read: { ...MANY_EMPTY, bytes: 31_000_000 } }, () =>
        countEach(12, 4, (index) => askForError(target, CALLERS[index % 4] ?? 'reader', v6List(index))),
      ),
    refused: ['maxFetchedBytes'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'from a source: lists of 6 MB in chunks of one byte, for four callers',
    act: async (target) =>
      withHostile(target, { read: { ...MANY_EMPTY, bytes: 6_000_000, chunkBytes: 1 } }, () =>
        countEach(24, 24, (index) => askForError(target, CALLERS[index % 4] ?? 'reader', v6List(index))),
      ),
    refused: ['maxFetchedBytes'],
    atMost: { '200 without an error': 0 },
  },
  {
    name: 'from an issuer: a set of 66,000 keys, and tokens with unknown key ids',
    act: async (target) => {
      const keys = { head: '{"keys":[', part: '{"kty":"RSA"},', tail: '{}]}', bytes: 924_000 };
      return withHostile(target, { keys }, () =>
        countEach(400, 32, (index) =>
          send(target, 'graphql', {
            ...{ method: 'POST', body: '{"query":"{ __typename }"}' },
            headers: { authorization: `Bearer ${unknownToken(target, index)}`, 'content-type': 'application/json' },
          }),
        ),
      );
    },
    refused: ['503'],
    atMost: { '200 without an error': 0 },
  },
];
