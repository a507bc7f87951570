import { describe, expect, test } from 'vitest';
import { asking, bodyOf, FILE, field, file, headOf, KEEP, MAP, OPERATIONS, type RawPart } from './multipart-parts.ts';
import { openRaw } from './raw-http.ts';
import { expectRefused, useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();

const CONTENT = { name: 'a.pdf', size: 7, sha256: 'ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73' };
const MANY = 'mutation ($files: Files, $file: Upload) { keep(files: $files, file: $file) { name size sha256 } }';

describe('a multipart request', () => {
  test.each<[string, readonly RawPart[], number]>([
    ['with a file', [OPERATIONS, MAP, FILE], 1],
    [
      'with a part of another name',
      [OPERATIONS, field('map', { 'my file': ['variables.file'] }), file('my file', 'a.pdf')],
      1,
    ],
    [
      'with a file for an item of a list',
      [asking(MANY, { files: { many: [null, null] } }), field('map', { 0: ['variables.files.many.1'] }), FILE],
      1,
    ],
    ['with a byte order mark', [{ ...OPERATIONS, body: `\uFEFF${OPERATIONS.body}` }, MAP, FILE], 1],
    ['with parts of type application/json', [OPERATIONS, MAP, FILE].map(asJson), 1],
  ])('runs %s', async (_what, parts, count) => {
    const { status, headers, body } = await used.server.post(parts);

    expect(JSON.parse(body)).toEqual({ data: { keep: Array.from({ length: count }, () => CONTENT) } });
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('reaches Apollo Server as JSON', async () => {
    await used.server.post([OPERATIONS, MAP, FILE]);

    expect(used.server.contentTypes.at(-1)).toBe('application/json');
  });

  test('is refused with a file for a query, which would run without a deadline', async () => {
    const asked = asking('{ hello }', { file: null });
    await expectRefused(
      used.server,
      [asked, MAP, FILE],
      /^A query cannot have a file: send the query as application\/json/,
    );
  });

  test('runs like JSON with an empty map and without a file', async () => {
    const { files } = used.server;
    const before = files.opened;
    const { body } = await used.server.post([asking('query Hello { hello }', undefined), field('map', {})]);

    expect(JSON.parse(body)).toEqual({ data: { hello: 'hello' } });
    expect(files.opened).toBe(before);
  });

  test('may have text before the first boundary and after the last one', async () => {
    const body = Buffer.concat([
      Buffer.from('before\r\n'),
      bodyOf([OPERATIONS, MAP, FILE]),
      Buffer.from('after\r\n--'),
    ]);
    using connection = await openRaw(used.server.url);
    await connection.send(headOf(body.length));
    for (const byte of body) await connection.send(Uint8Array.of(byte));

    expect(JSON.parse((await connection.answer()).body)).toEqual({ data: { keep: [CONTENT] } });
  });

  test.each<[string, readonly RawPart[], RegExp]>([
    ['no parts', [], /The body ended instead of the part `operations`: send `operations`, `map` and the file/],
    ['no operations', [MAP, FILE], /Another part arrived instead of the part `operations`/],
    ['no map', [OPERATIONS, FILE], /Another part arrived instead of the part `map`/],
    ['no map and no file', [OPERATIONS], /The body ended instead of the part `map`/],
    ['the map first', [MAP, OPERATIONS, FILE], /Another part arrived instead of the part `operations`/],
    ['the file before the map', [OPERATIONS, FILE, MAP], /Another part arrived instead of the part `map`/],
    ['operations twice', [OPERATIONS, OPERATIONS, MAP, FILE], /Another part arrived instead of the part `map`/],
    ['the map twice', [OPERATIONS, MAP, MAP, FILE], /Another part arrived instead of the part `0`/],
    ['the map again at the end', [OPERATIONS, MAP, FILE, MAP], /Repeated part `map`: send/],
    ['a missing file', [OPERATIONS, MAP], /The body ended instead of the part `0`/],
    [
      'a file that the map does not name',
      [OPERATIONS, MAP, file('1', 'a.pdf')],
      /Another part arrived instead of the part `0`/,
    ],
    ['a file and an empty map', [OPERATIONS, field('map', {}), FILE], /extra part: `map` does not name a file/],
    [
      'a field of another name',
      [OPERATIONS, field('query', '{ hello }'), MAP],
      /Another part arrived instead of the part `map`/,
    ],
    [
      'a field after the file',
      [OPERATIONS, MAP, FILE, field('x', 'y')],
      /Unexpected extra part: only one file per request is allowed/,
    ],
    ['two files', [OPERATIONS, MAP, FILE, file('1', 'b.pdf')], /one file per request/],
    ['five parts', [OPERATIONS, MAP, FILE, FILE, FILE], /too many parts: only one file per request is allowed/],
    [
      'two files in the map',
      [OPERATIONS, field('map', { 0: ['variables.file'], 1: ['variables.b'] }), FILE],
      /one file per request/,
    ],
    ['a batch', [field('operations', [{ query: KEEP }]), MAP, FILE], /`operations` is a list: send one operation/],
    ['operations that are null', [field('operations', 'null'), MAP, FILE], /`operations` must be a JSON object/],
    ['operations that are not JSON', [field('operations', '{'), MAP, FILE], /`operations` is not JSON: /],
    [
      'operations that are not UTF-8',
      [field('operations', Buffer.from('{"query":"\xe9"}', 'latin1')), MAP],
      /not UTF-8/,
    ],
    ['a map that is not JSON', [OPERATIONS, field('map', 'x'), FILE], /`map` is not JSON: /],
    ['a map that is not UTF-8', [OPERATIONS, field('map', Uint8Array.of(0xff)), FILE], /`map` is not UTF-8/],
    [
      'a map that is a list',
      [OPERATIONS, field('map', [['variables.file']]), FILE],
      /`map` must be a JSON object, like/,
    ],
    ['a path that is not in a list', [OPERATIONS, field('map', { 0: 'variables.file' }), FILE], /must list one path/],
    [
      'two places for the file',
      [
        asking(MANY, { files: { one: null }, file: null }),
        field('map', { 0: ['variables.files.one', 'variables.file'] }),
        FILE,
      ],
      /names 2 places for the file: name one/,
    ],
    ['no path', [OPERATIONS, field('map', { 0: [] }), FILE], /must list one path/],
    [
      'a content-transfer-encoding',
      [OPERATIONS, MAP, withHeader(FILE, 'content-transfer-encoding: base64')],
      /send its bytes unencoded/,
    ],
    [
      'a part without a name',
      [OPERATIONS, MAP, { ...FILE, headers: ['content-disposition: form-data'] }],
      /Another part arrived instead of the part `0`/,
    ],
    [
      'a part that is not of a form',
      [OPERATIONS, MAP, { ...FILE, headers: ['x: y'] }],
      /The body ended instead of the part `0`/,
    ],
  ])('is BAD_USER_INPUT with %s', async (_what, parts, message) => {
    await expectRefused(used.server, parts, message);
  });
});

function asJson(part: RawPart): RawPart {
  return withHeader(part, 'content-type: application/json; charset=utf-8');
}

function withHeader(part: RawPart, header: string): RawPart {
  return { ...part, headers: [...part.headers.slice(0, 1), header] };
}
