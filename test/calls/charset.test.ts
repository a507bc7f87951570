import { describe, expect, test } from 'vitest';
import { BackendBadResponse } from '../../src/errors/catalogue.ts';
import { createTestAccount, get, rejection } from './account.ts';
import { startSource } from './source-server.ts';

type Body = readonly (string | readonly number[])[];

/** Texts are UTF-8. */
function bytesOf(body: Body): Buffer {
  return Buffer.concat(body.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
}

/** The text that a call returns if each byte of the body arrives by itself, or all of them at once. */
async function textOf(contentType: string | undefined, body: Buffer, split: boolean): Promise<string> {
  await using source = await startSource(({ response, socket }) => {
    socket.setNoDelay(true);
    if (contentType !== undefined) response.setHeader('content-type', contentType);
    if (split) for (const byte of body) response.write(Buffer.of(byte));
    else response.write(body);
    response.end();
  });
  await using account = createTestAccount(source.baseUrl, { retries: 0 });
  return (await account.send(get())).text;
}

describe.each([
  ['at once', false],
  ['byte by byte', true],
])('a body that arrives %s', (_, split) => {
  test.each<[contentType: string | undefined, Body, string]>([
    [undefined, ['{"ą":"€"}'], '{"ą":"€"}'],
    ['application/json', ['Į😀'], 'Į😀'],
    ['json', ['Į'], 'Į'],
    ['application/json; charset=', ['Į'], 'Į'],
    ['application/json; charset=utf8', [[0xef, 0xbb, 0xbf], 'Į'], 'Į'],
    ['application/json;charset="UTF-8"', ['Į'], 'Į'],
    ['application/json; a="; charset=x"; Charset=ISO-8859-1', [[0x4d, 0xfc, 0x80]], 'Mü€'],
    ['text/plain; charset="iso-8859-1"', [[0xe9]], 'é'],
    ['charset=latin1', [[0xe9]], 'é'],
    ['application/json; charset=US-ASCII', ['Muller'], 'Muller'],
    ['application/json; charset=windows-1257', [[0xe0, 0xd8, 0x80]], 'ąŲ€'],
    ['application/json; charset=utf-16', [[0xff, 0xfe, 0x04, 0x01, 0x3d, 0xd8, 0x00, 0xde]], 'Ą😀'],
    ['application/json; charset=utf-16', [[0xfe, 0xff, 0x01, 0x04]], 'Ą'],
    ['application/json; charset=UTF-16BE', [[0x01, 0x04]], 'Ą'],
    ['application/json', [[0xff, 0xfe, 0x04, 0x01]], 'Ą'],
    ['application/json; charset=iso-8859-1', [[0xef, 0xbb, 0xbf], 'Į'], 'Į'],
    ['application/json', ['sent: \ufffd'], 'sent: \ufffd'],
    ['application/json; charset=unheard-of', [], ''],
  ])('is decoded as its charset says: %j', async (contentType, body, text) => {
    expect(await textOf(contentType, bytesOf(body), split)).toBe(text);
  });

  test.each<[contentType: string, Body]>([
    ['application/json', [[0x4d, 0xfc, 0x6c]]],
    ['application/json', ['text', [0xc4]]],
    ['application/json', [[0xe2, 0x82], 'x']],
    ['application/json', [[0xed, 0xa0, 0x80]]],
    ['application/json', [[0xc0, 0xaf]]],
    ['application/json', [[0x80, 0x80, 0x80, 0x80]]],
    ['application/json; charset=windows-1257', [[0x4d, 0xa1, 0x4d]]],
    ['application/json; charset=utf-16le', [[0x41, 0x00, 0x00, 0xd8, 0x41, 0x00]]],
    ['application/json; charset=utf-16le', [[0x41, 0x00, 0x41]]],
    ['application/json; charset=us-ascii', ['Müller']],
    ['application/json; charset=ASCII', [[0x4d, 0xfc]]],
    ['application/json; charset=unheard-of', ['{}']],
    ['application/json; charset=utf-32', ['{}']],
  ])('is a bad response if its bytes are not text of its charset: %j %j', async (contentType, body) => {
    expect(await rejection(textOf(contentType, bytesOf(body), split))).toBeInstanceOf(BackendBadResponse);
  });
});

test('a large text of many scripts is the same after it was sent in chunks', async () => {
  const text = 'aĄ€😀'.repeat(50_000);
  expect((await textOf(undefined, Buffer.from(text), false)) === text).toBe(true);
});

test('a refusal counts with its status if its text cannot be decoded', async () => {
  await using source = await startSource(({ response }) => void response.writeHead(400).end(Buffer.of(0xfc)));
  await using account = createTestAccount(source.baseUrl);
  expect(await account.send(get())).toMatchObject({ status: 400, text: '' });
});
