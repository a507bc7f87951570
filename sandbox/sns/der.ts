/** ASN.1 in DER (ITU-T X.690): the part that a certificate needs. */
export type Der = Buffer;

export function tagged(tag: number, ...parts: readonly Uint8Array[]): Der {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return [0x80 | bytes.length, ...bytes];
}

export function sequence(...parts: readonly Uint8Array[]): Der {
  return tagged(0x30, ...parts);
}
export function set(...parts: readonly Uint8Array[]): Der {
  return tagged(0x31, ...parts);
}
export function integer(bytes: Uint8Array): Der {
  return tagged(0x02, bytes);
}
export function trueValue(): Der {
  return tagged(0x01, Buffer.from([0xff]));
}
export function octetString(content: Uint8Array): Der {
  return tagged(0x04, content);
}
export function bitString(content: Uint8Array): Der {
  return tagged(0x03, Buffer.from([0]), content);
}
export function utf8String(text: string): Der {
  return tagged(0x0c, Buffer.from(text));
}

/** Years from 1950 to 2049, to the second. */
export function utcTime(at: Date): Der {
  return tagged(
    0x17,
    Buffer.from(
      `${at
        .toISOString()
        .replace(/[-:T]|\..*/g, '')
        .slice(2)}Z`,
    ),
  );
}

export function objectId(dotted: string): Der {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

/** Seven bits per byte; the eighth is set in all bytes but the last. */
function base128(value: number): number[] {
  const bytes = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) bytes.unshift(0x80 | (rest & 0x7f));
  return bytes;
}
