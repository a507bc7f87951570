import { expect, test } from 'vitest';
import { FrameMeter } from '../../../src/server/live/web-socket/frame-meter.ts';

interface Frame {
  readonly length: number;
  readonly opcode?: number;
  readonly isLast?: boolean;
}

function frame({ length, opcode = 1, isLast = true }: Frame): Buffer {
  const first = (isLast ? 0x80 : 0) | opcode;
  const extended = Buffer.alloc(length < 126 ? 0 : length < 65_536 ? 2 : 8);
  if (extended.length === 2) extended.writeUInt16BE(length);
  if (extended.length === 8) extended.writeBigUInt64BE(BigInt(length));
  const second = 0x80 | (length < 126 ? length : length < 65_536 ? 126 : 127);
  // The content of the mask and the payload must not matter.
  return Buffer.concat([Buffer.of(first, second), extended, Buffer.alloc(4 + length, 0x89)]);
}

/** A message that arrived in pieces takes a little more. */
function read(bytes: Buffer, size: number): FrameMeter {
  const meter = new FrameMeter();
  for (let at = 0; at < bytes.length; at += size) meter.read(bytes.subarray(at, at + size));
  return meter;
}

test.each([0, 1, 125, 126, 65_535, 65_536, 200_000])('a message of %i bytes counts until it is handled', (length) => {
  const bytes = frame({ length });
  const meter = read(bytes, bytes.length);
  expect(meter.hasComplete).toBe(true);
  expect(meter.bytes).toBe(bytes.length);
  meter.take();
  expect([meter.hasComplete, meter.bytes]).toEqual([false, 0]);
});

test.each([1, 3, 1_000])('messages in pieces of %i bytes are told apart and leave no bytes behind', (size) => {
  const bytes = Buffer.concat([
    frame({ length: 300 }),
    frame({ length: 100, isLast: false }),
    frame({ length: 4, opcode: 10 }),
    frame({ length: 70_000, opcode: 0, isLast: false }),
    frame({ length: 0, opcode: 0 }),
    frame({ length: 5, opcode: 9 }),
  ]);
  const meter = read(bytes, size);
  expect(meter.bytes).toBeGreaterThanOrEqual(300 + 70_100);
  meter.take();
  expect(meter.hasComplete).toBe(true);
  meter.take();
  expect([meter.hasComplete, meter.bytes]).toEqual([false, 0]);
});

test('a message counts while it arrives, with the overhead of each piece', () => {
  const bytes = frame({ length: 1_000 }).subarray(0, 500);
  expect(read(bytes, 500).bytes).toBe(500 + 200);
  expect(read(bytes, 1).bytes).toBe(500 + 500 * 200);
});

test('pongs do not count', () => {
  const meter = new FrameMeter();
  for (let n = 0; n < 1_000; n += 1) meter.read(frame({ length: 4, opcode: 10 }));
  expect(meter.bytes).toBe(0);
});
