import type { JSONWebKeySet } from 'jose';
import { USER_AGENT } from '../calls/wire/user-agent.ts';

/** An issuer publishes a handful of keys, of 1 to 3 kB each. Every token with an unknown key id is compared with all of them. */
const MAX_BYTES = 2 ** 16;
const MAX_KEYS = 100;

/**
 * Fetches the JSON Web Key Set at a URL. Rejects unless the answer is a 200 with a list of keys that is complete in time and
 * is not too large. Does not follow redirects, as they could lead to any host.
 */
export async function fetchKeySet(url: string, jwksTimeoutMs: number): Promise<JSONWebKeySet> {
  const response = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'application/jwk-set+json, application/json', 'user-agent': USER_AGENT },
    signal: AbortSignal.timeout(jwksTimeoutMs),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`HTTP ${response.status}`);
  }
  const keySet: unknown = JSON.parse(await readText(response));
  if (!isKeySet(keySet)) throw new Error('The answer does not hold a list of keys');
  if (keySet.keys.length > MAX_KEYS) throw new Error(`The answer holds more than ${MAX_KEYS} keys`);
  return keySet;
}

/** Limits the size after decompression, as a small answer may decompress to a large one. */
async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the body.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new Error(`The answer is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, bytes).toString('utf8');
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys)) return false;
  return value.keys.every((key: unknown) => typeof key === 'object' && key !== null && !Array.isArray(key));
}
