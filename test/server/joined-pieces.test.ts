import { expect, test } from 'vitest';
import { JoinedPieces } from '../../src/server/http/reading/joined-pieces.ts';

function join(pieces: readonly string[]): readonly Buffer[] {
  const chunks: Buffer[] = [];
  const joined = new JoinedPieces((chunk) => chunks.push(chunk));
  for (const piece of pieces) joined.add(Buffer.from(piece));
  joined.flush();
  joined.flush();
  return chunks;
}

test('pieces of one byte are joined to blocks of 4 kB, each in memory of its own size', () => {
  const chunks = join(Array.from({ length: 10_000 }, (_, index) => String(index % 10)));
  expect(chunks.map(({ length }) => length)).toEqual([4_096, 4_096, 1_808]);
  expect(chunks.every(({ buffer }) => buffer.byteLength === 4_096)).toBe(true);
  expect(Buffer.concat(chunks).toString()).toBe('0123456789'.repeat(1_000));
});

test('large pieces are passed on as they are, in their place', () => {
  const [small, large] = ['s', 'l'.repeat(5_000)];
  expect(join([large, small, small, large, small]).map(String)).toEqual([large, 'ss', large, small]);
});
