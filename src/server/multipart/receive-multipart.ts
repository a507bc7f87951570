import type { IncomingMessage } from 'node:http';
import type { Config } from '../../config/config.ts';
import { ReceivedFile } from '../../domain/received-file.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { Held, InFlight } from '../graphql/in-flight.ts';
import { checkEncoding } from '../http/json-body.ts';
import { parsedBytes } from '../http/parsed-bytes.ts';
import { BodyTooLarge } from '../http/read-body.ts';
import { decodeFileName } from './file-name.ts';
import { MultipartBody, type Part } from './multipart-body.ts';
import { type Operations, parseMap, parseOperations } from './operations-map.ts';
import { type OpenScratch, TemporaryFile } from './temporary-file.ts';

/** True where the body comes in the parts of a form. */
export function isMultipart({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const type = headers['content-type'];
  return type !== undefined && /^multipart\/form-data *(?:;|$)/i.test(type);
}

/** What is asked, with the file in its place. The file is there until this is disposed of. */
export interface ReceivedRequest extends AsyncDisposable {
  readonly operations: Operations;
  /** True where a file came and can be read. */
  readonly keepsFile: boolean;
}

export interface ReceiveOptions {
  readonly limits: Config['limits'];
  /** False for a caller who may not send files: nothing of one touches the disk. */
  readonly keepsFile: boolean;
  readonly openScratch: OpenScratch;
  readonly quotas: UploadQuotas;
}

/** What the process has room for. */
export interface UploadQuotas extends Pick<InFlight, 'uploads' | 'disk'> {
  /** Of the parts `operations` and `map`. */
  readonly receiving: Pick<Held, 'grow'>;
  /** Whose file it is: a caller's name. */
  readonly owner: string;
}

/**
 * Takes in a multipart body as https://github.com/jaydenseric/graphql-multipart-request-spec has it, with one file at
 * most. Rejects with BadUserInput, NoRoomForFile where the file cannot be written, and RateLimited or Overloaded where there
 * are too many files already.
 */
export async function receiveMultipart(request: IncomingMessage, options: ReceiveOptions): Promise<ReceivedRequest> {
  const { maxBodyBytes } = options.limits;
  const { receiving } = options.quotas;
  checkHeaders(request);
  await using opened = new AsyncDisposableStack();
  using body = new MultipartBody(request, options.limits);

  const asked = await readPart(await nextPart(body, 'operations'), maxBodyBytes, maxBodyBytes, receiving);
  receiving.grow(parsedBytes(asked));
  const operations = parseOperations(asked);
  const map = await readPart(await nextPart(body, 'map'), maxBodyBytes - asked.length, maxBodyBytes, receiving);
  receiving.grow(parsedBytes(map));
  const target = parseMap(map, operations);
  if (target !== undefined) target.put(await receiveFile(await nextPart(body, target.name), options, opened));
  await expectEnd(body, target === undefined ? '`map` does not name a file' : 'send one file per request');

  const resources = opened.move();
  return {
    operations,
    keepsFile: options.keepsFile && target !== undefined,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** What is wrong with a multipart request before its body is looked at: throws BadUserInput. */
function checkHeaders({ headers }: Pick<IncomingMessage, 'headers'>): void {
  if (!PREFLIGHT_HEADERS.some((name) => headers[name])) throw new BadUserInput(NO_PREFLIGHT);
  checkEncoding(headers['content-encoding'] ?? 'identity');
}

/**
 * A form is the one POST that a browser sends to any site without asking that site first. With one of these headers it has
 * to ask; they are those of Apollo Server and of GraphQL Yoga.
 */
const PREFLIGHT_HEADERS = ['apollo-require-preflight', 'x-apollo-operation-name', 'graphql-require-preflight'];

const NO_PREFLIGHT = `A multipart request needs one of these headers, with any value: ${PREFLIGHT_HEADERS.join(', ')}`;

const IN_ORDER = 'send `operations`, `map` and the file that `map` names once each, in this order';

async function nextPart(body: MultipartBody, name: string): Promise<Part> {
  const part = await body.nextPart();
  if (part?.name === name) return part;
  const found = part === undefined ? 'The body ends' : 'Another part comes';
  throw new BadUserInput(`${found} in place of the part \`${name}\`: ${IN_ORDER}`);
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
      throw new BodyTooLarge(`\`operations\` and \`map\` are larger than ${maxBytes} bytes, which is the limit here`, {
        limit: 'maxBodyBytes',
      });
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
  // Before the file, so that its bytes are given back once it is closed.
  const onDisk = opened.use(quotas.disk.hold(quotas.owner));
  const kept = keepsFile ? opened.use(await TemporaryFile.open(openScratch)) : undefined;
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > maxUploadBytes)
      throw new BodyTooLarge(
        `The file is larger than ${maxUploadBytes} bytes, which is the limit here; with requestUpload it goes past this gateway`,
        { limit: 'maxUploadBytes' },
      );
    if (kept !== undefined) {
      onDisk.grow(chunk.length);
      await kept.append(chunk);
    }
    giveBack(chunk);
  }
  await kept?.finish();
  return new ReceivedFile({ name, size, chunks: kept === undefined ? notKept : () => kept.chunks() });
}

/**
 * Frees the memory of bytes that nobody looks at any more. Left to the garbage collector, what comes over a socket piles up
 * to 60 MB, and V8 then collects its whole heap several times for one large file. Bytes that share their memory with others
 * stay until those are garbage, too.
 */
function giveBack({ buffer, length }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === length) buffer.transfer(0);
}

/** The field that would read it is not for this caller. */
function notKept(): never {
  throw new Error('a file was to be read that was not kept, as its sender lacks the scope for it');
}
