import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config/config.ts';
import { ReceivedFile } from '../../domain/received-file.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Held, InFlight } from '../graphql/in-flight.ts';
import { checkCharset, checkCoding } from '../http/media-types.ts';
import { freeMemory } from '../http/reading/free-memory.ts';
import { parsedBytes } from '../http/reading/parsed-bytes.ts';
import { BodyTooLarge } from '../http/reading/read-body.ts';
import { decodeFileName } from './file-name.ts';
import { MultipartBody, type Part } from './multipart-body.ts';
import { type Operations, parseMap, parseOperations } from './operations-map.ts';
import { type OpenScratch, TemporaryFile } from './temporary-file.ts';

/** Returns true if the body is a form in parts. */
export function isMultipart({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const type = headers['content-type'];
  return type !== undefined && /^multipart\/form-data *(?:;|$)/i.test(type);
}

/** A request with the file in its variables. The file exists until the request is disposed of. */
export interface ReceivedRequest extends AsyncDisposable {
  readonly operations: Operations;
  /** True if a file arrived and can be read. */
  readonly keepsFile: boolean;
}

export interface ReceiveOptions {
  readonly limits: Config['limits'];
  /** False for a caller who may not send files: their files never touch the disk. */
  readonly keepsFile: boolean;
  readonly openScratch: OpenScratch;
  readonly quotas: UploadQuotas;
}

/** The quotas that a file uses. */
export interface UploadQuotas extends Pick<InFlight, 'uploads' | 'disk'> {
  /** For the parts `operations` and `map`. */
  readonly receiving: Pick<Held, 'grow'>;
  /** The caller's name. */
  readonly owner: string;
}

/**
 * Receives a multipart body of https://github.com/jaydenseric/graphql-multipart-request-spec, with at most one file.
 * Rejects with BadUserInput, with NoRoomForFile if the file cannot be written, and with RateLimited or Overloaded if
 * too many files are in flight.
 */
export async function receiveMultipart(request: IncomingMessage, options: ReceiveOptions): Promise<ReceivedRequest> {
  const { maxBodyBytes } = options.limits;
  const { receiving } = options.quotas;
  checkHeaders(request);
  await using opened = new AsyncDisposableStack();
  using body = new MultipartBody(request, options.limits);

  const operationsBytes = await readPart(await nextPart(body, 'operations'), maxBodyBytes, maxBodyBytes, receiving);
  receiving.grow(parsedBytes(operationsBytes));
  const operations = parseOperations(operationsBytes);
  const map = await readPart(
    await nextPart(body, 'map'),
    maxBodyBytes - operationsBytes.length,
    maxBodyBytes,
    receiving,
  );
  receiving.grow(parsedBytes(map));
  const target = parseMap(map, operations);
  if (target !== undefined) target.put(await receiveFile(await nextPart(body, target.name), options, opened));
  await expectEnd(body, target === undefined ? '`map` does not name a file' : 'only one file per request is allowed');

  const resources = opened.move();
  return {
    operations,
    keepsFile: options.keepsFile && target !== undefined,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** Checks a multipart request before its body is read. Throws BadUserInput or UnsupportedMediaType. */
function checkHeaders({ headers }: Pick<IncomingMessage, 'headers'>): void {
  if (!PREFLIGHT_HEADERS.some((name) => headers[name])) throw new BadUserInput(NO_PREFLIGHT);
  checkCoding(headers);
  checkCharset(headers['content-type']);
}

/**
 * A form is the one POST that a browser sends to any site without a CORS preflight. Each of these headers, which Apollo
 * Server and GraphQL Yoga also use, makes a preflight necessary.
 */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight'];

const NO_PREFLIGHT = `A multipart request needs one of these headers, with any value: ${PREFLIGHT_HEADERS.join(', ')}`;

const IN_ORDER = 'send `operations`, `map` and the file that `map` names once each, in this order';

async function nextPart(body: MultipartBody, name: string): Promise<Part> {
  const part = await body.nextPart();
  if (part?.name === name) return part;
  const found = part === undefined ? 'The body ended' : 'Another part arrived';
  throw new BadUserInput(`${found} instead of the part \`${name}\`: ${IN_ORDER}`);
}

async function expectEnd(body: MultipartBody, reason: string): Promise<void> {
  const part = await body.nextPart();
  if (part === undefined) return;
  const isFile = part.name !== 'operations' && part.name !== 'map';
  throw new BadUserInput(isFile ? `Unexpected extra part: ${reason}` : `Repeated part \`${part.name}\`: ${IN_ORDER}`);
}

async function readPart(
  { bytes }: Part,
  left: number,
  maxBytes: number,
  receiving: Pick<Held, 'grow'>,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > left)
      throw new BodyTooLarge(
        `\`operations\` and \`map\` are larger than ${maxBytes} bytes, which is \`limits.maxBodyBytes\``,
        {
          limit: 'maxBodyBytes',
        },
      );
    receiving.grow(chunk.length);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

async function receiveFile(
  { fileName, bytes }: Part,
  { keepsFile, openScratch, quotas, limits: { maxUploadBytes } }: ReceiveOptions,
  opened: AsyncDisposableStack,
): Promise<ReceivedFile> {
  const name = decodeFileName(fileName);
  if (keepsFile) opened.use(quotas.uploads.hold(quotas.owner, 1));
  // Opened before the file, so that its bytes are returned after the file is closed.
  const onDisk = opened.use(quotas.disk.hold(quotas.owner));
  const kept = keepsFile ? opened.use(await TemporaryFile.open(openScratch)) : undefined;
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxUploadBytes)
      throw new BodyTooLarge(
        `The file is larger than ${maxUploadBytes} bytes, which is \`limits.maxUploadBytes\`: upload it with requestUpload, which bypasses this gateway`,
        { limit: 'maxUploadBytes' },
      );
    if (kept !== undefined) {
      onDisk.grow(chunk.length);
      await kept.append(chunk);
    }
    freeMemory(chunk);
  }
  await kept?.finish();
  return new ReceivedFile({ name, size, chunks: kept === undefined ? notKept : () => kept.chunks() });
}

/** This caller may not run the field that would read the file. */
function notKept(): never {
  throw new Error('a resolver read a file that was not kept because its sender lacks the scope');
}
