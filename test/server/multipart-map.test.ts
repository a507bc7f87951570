import { describe, expect, test } from 'vitest';
import { asking, FILE, field, KEEP, MAP } from './multipart-parts.ts';
import { expectRefused, useUploadServer } from './use-upload-server.ts';

const used = useUploadServer();

describe('a multipart request', () => {
  test.each<[unknown, unknown, RegExp]>([
    ['file', { file: null }, /begin with `variables\.`/],
    ['0.variables.file', { file: null }, /begin with `variables\.`/],
    ['variables', { file: null }, /begin with `variables\.`/],
    ['query.variables', { file: null }, /begin with `variables\.`/],
    [7, { file: null }, /begin with `variables\.`/],
    [null, { file: null }, /begin with `variables\.`/],
    ['variables.', { file: null }, /does not lead to a null/],
    ['variables.other', { file: null }, /does not lead to a null/],
    ['variables.file', { file: 'a.pdf' }, /does not lead to a null/],
    ['variables.file', { file: {} }, /does not lead to a null/],
    ['variables.file', undefined, /does not lead to a null/],
    ['variables.file', 'file', /does not lead to a null/],
    ['variables.file.name', { file: null }, /does not lead to a null/],
    ['variables.files.2', { files: [null, null] }, /does not lead to a null/],
    ['variables.files.-1', { files: [null, null] }, /does not lead to a null/],
    ['variables.files.01', { files: [null, null] }, /does not lead to a null/],
    ['variables.files.length', { files: [null, null] }, /does not lead to a null/],
    ['variables.toString', { file: null }, /does not lead to a null/],
    ['variables.toString.caller', { file: null }, /does not lead to a null/],
    ['variables.__proto__', JSON.parse('{"__proto__":null}'), /cannot go through `__proto__`/],
    ['variables.__proto__.file', { file: null }, /cannot go through `__proto__`/],
    ['variables.constructor.prototype.file', { file: null }, /cannot go through `__proto__`/],
    ['variables.prototype', { prototype: null }, /cannot go through `__proto__`/],
  ])('is BAD_USER_INPUT with a map to %j if the variables are %j', async (path, variables, message) => {
    await expectRefused(used.server, [asking(KEEP, variables), field('map', { 0: [path] }), FILE], message);
    expect(Object.hasOwn(Object.prototype, 'file')).toBe(false);
  });

  test('is BAD_USER_INPUT with two places for a file', async () => {
    const map = field('map', { 0: ['variables.file', 'variables.other'] });
    const parts = [asking(KEEP, { file: null, other: null }), map, FILE];
    await expectRefused(used.server, parts, /names 2 places for the file: name one/);
  });

  test('is BAD_USER_INPUT if the query is nested too deeply, as in JSON', async () => {
    const query = `{ a${'(a: ['.repeat(100)}`;
    const parts = [asking(query, { file: null }), MAP, FILE];
    await expectRefused(used.server, parts, /nested more than 124 levels deep/, 'maxDepth');
  });

  test('is BAD_USER_INPUT if the query is invalid, as in JSON', async () => {
    await expectRefused(used.server, [asking('{ nope }', { file: null }), MAP, FILE], /Cannot query field "nope"/);
  });
});
