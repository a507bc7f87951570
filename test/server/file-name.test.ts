import { describe, expect, test } from 'vitest';
import { file, MAP, OPERATIONS } from './multipart-parts.ts';
import { sendForm } from './send-form.ts';
import { useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();

describe('the name of an uploaded file', () => {
  test.each([
    'plain.pdf',
    'sąskaita faktūra 🎉.pdf',
    'with "quotes".pdf',
    'on\ntwo\r\nlines.pdf',
    'a;b=c, d.pdf',
    'a%20b%2F%25%0a.pdf',
    'C:\\scans\\new\\a.pdf',
    'a\\"b.pdf',
    '../../etc/passwd',
    '..\\..\\boot.ini',
    '..',
    '/',
    ' a ',
    "it's *.pdf",
    'a\tb\u0001c.pdf',
    '=?UTF-8?Q?a?=',
    "UTF-8''a.pdf",
  ])('arrives unchanged from a browser or undici: %j', async (name) => {
    expect(await sendForm(used.server, new File(['x'], name))).toMatchObject({ name });
  });

  test.each([
    ['from a browser, with an encoded quote', 'filename="a%22b%0D%0A.pdf"', 'a"b\r\n.pdf'],
    ['from a client that escapes with a backslash', 'filename="a\\"b%22\\\\c.pdf"', 'a"b%22\\c.pdf'],
    ['without quotes', 'filename=a.pdf', 'a.pdf'],
    ['encoded as in RFC 5987', "filename*=UTF-8''s%C4%85skaita%20%22.pdf", 'sąskaita ".pdf'],
    ['given twice, and the plain one counts', 'filename="a.pdf"; filename*=UTF-8\'\'b.pdf', 'a.pdf'],
    [
      'in Latin-1, with a replacement for each unknown byte',
      Buffer.from('filename="\xe9.pdf"', 'latin1'),
      '\ufffd.pdf',
    ],
  ])('is decoded if it is %s', async (_what, parameter, expected) => {
    const header = Buffer.concat([Buffer.from('Content-Disposition: form-data; name="0"; '), Buffer.from(parameter)]);
    const { body } = await used.server.post([OPERATIONS, MAP, { headers: [header], body: 'x' }]);

    expect(JSON.parse(body)).toMatchObject({ data: { keep: [{ name: expected }] } });
  });

  test('may have 4096 characters', async () => {
    const name = 'x'.repeat(4_096);
    expect(await sendForm(used.server, new File(['x'], name))).toMatchObject({ name });
  });

  test.each([4_097, 16_000, 100_000])('is refused if it has %i characters', async (length) => {
    const { status, body } = await used.server.post([OPERATIONS, MAP, file('0', 'x'.repeat(length))]);

    expect(status).toBe(400);
    expect(body).toContain('longer than 4096 characters');
  });
});
