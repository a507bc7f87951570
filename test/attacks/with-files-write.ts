import { countEach, send, withCalls } from './ask-as.ts';
import type { Attack, Target } from './attack.ts';
import { TOKENS } from './attacked-world.ts';
import { attackRaw, requestHead, TINY_CHUNKS } from './raw-connection.ts';

const UPLOAD = 'uploadFile(input: { file: $f }) { errors { code } }';
const HEADERS = { authorization: `Bearer ${TOKENS.writer}`, 'apollo-require-preflight': 'true' };

function upload(
  target: Target,
  query: string,
  variables: object,
  map: object,
  file: Blob,
  name: string,
): Promise<string> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables }));
  form.set('map', JSON.stringify(map));
  form.set('0', file, name);
  return send(target, 'graphql', { method: 'POST', headers: HEADERS, body: form });
}

const MULTIPART = { ...HEADERS, 'content-type': 'multipart/form-data; boundary=b' };

/** A form up to the bytes of its file. */
const BEFORE_FILE = formStart();

function formStart(): string {
  const part = (name: string, text: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  const operations = JSON.stringify({ query: `mutation($f: Upload!) { ${UPLOAD} }`, variables: { f: null } });
  const file = '--b\r\ncontent-disposition: form-data; name="0"; filename="a.pdf"\r\n\r\n';
  return part('operations', operations) + part('map', '{"0":["variables.f"]}') + file;
}

/** Requests of a caller that may upload files. */
export const WITH_FILES_WRITE: readonly Attack[] = [
  {
    name: 'with files:write: one file by a hundred aliases',
    act: async (target) => {
      const fields = Array.from({ length: 90 }, (_, index) => `a${index}: ${UPLOAD}`).join(' ');
      const file = new Blob([Buffer.alloc(20_000_000)]);
      return withCalls(target, 'storage', () =>
        countEach(2, 1, () =>
          upload(target, `mutation($f: Upload!) { ${fields} }`, { f: null }, { 0: ['variables.f'] }, file, 'a.pdf'),
        ),
      );
    },
    refused: ['max', 'BAD_USER_INPUT'],
    atMost: { 'calls of storage': 2 },
  },
  {
    name: 'with files:write: one file in a hundred variables',
    act: async (target) => {
      const names = Array.from({ length: 90 }, (_, index) => `v${index}`);
      const fields = names
        .map((name) => `a${name}: uploadFile(input: { file: $${name} }) { errors { code } }`)
        .join(' ');
      const query = `mutation(${names.map((name) => `$${name}: Upload!`).join(' ')}) { ${fields} }`;
      const variables = Object.fromEntries(names.map((name) => [name, null]));
      const map = { 0: names.map((name) => `variables.${name}`) };
      const file = new Blob([Buffer.alloc(20_000_000)]);
      return withCalls(target, 'storage', () =>
        countEach(2, 1, () => upload(target, query, variables, map, file, 'a.pdf')),
      );
    },
    refused: ['400', 'max', 'BAD_USER_INPUT'],
    atMost: { 'calls of storage': 2 },
  },
  {
    name: 'with files:write: sixty files at once that never come to their end',
    act: async (target) => {
      const head = requestHead('POST', '/graphql', { ...MULTIPART, 'content-length': '50000000' });
      return attackRaw(target, {
        sockets: 60,
        bytes: 15_000_000,
        forMs: 5_000,
        watchMs: 6_000,
        head: head + BEFORE_FILE,
        part: Buffer.alloc(250_000, 'x'),
        reads: true,
      });
    },
    refused: ['429', '503', 'maxUploads', 'maxDiskBytes'],
  },
  {
    name: 'with files:write: files in chunks of one byte on eight connections',
    act: async (target) => {
      const head = requestHead('POST', '/graphql', { ...MULTIPART, 'transfer-encoding': 'chunked' });
      const chunk = `${BEFORE_FILE.length.toString(16)}\r\n${BEFORE_FILE}\r\n`;
      return attackRaw(target, {
        ...{ sockets: 8, bytes: 60_000_000, forMs: 8_000, watchMs: 10_000 },
        ...{ head: head + chunk, part: TINY_CHUNKS, reads: true },
      });
    },
    refused: [],
  },
  {
    name: 'with files:write: control characters in file names',
    act: async (target) => {
      const query = `mutation { requestUpload(input: { fileName: "a\\u0007\\u001b[2J.pdf" }) { location { url } errors { code } } }`;
      const body = JSON.stringify({ query });
      const headers = { ...HEADERS, 'content-type': 'application/json' };
      return countEach(1, 1, () => send(target, 'graphql', { method: 'POST', headers, body }));
    },
    refused: ['BAD_USER_INPUT'],
  },
];
