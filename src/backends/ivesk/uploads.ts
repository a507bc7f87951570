import type { SourceAddresses } from '../../calls/addresses/source-addresses.ts';
import type { HttpHeader, UploadLocation, UploadOptions } from '../../domain/upload.ts';
import { type AccountId, BackendBadResponse, BadUserInput } from '../../errors/catalogue.ts';
import type { FileSender } from '../../files/put-file.ts';
import type { Uploads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { key, url, wireObject } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import type { WireUploadLocation } from './wire.ts';

/** API Gateway takes request lines of about 8 kB, and nobody has an option of that length. */
const MAX_PATH = 6_000;
const HEADERS = ['Content-Type', 'Content-Disposition'] as const;
/** What no header can hold: such a value would break the request, or be a header of its own. */
const UNSENDABLE = /[\0\r\n]/;

/** Uploads in two steps: a location for the file from Įvesk, then the bytes to that location, which is an S3 bucket. */
export function createUploads(
  { client, accountId }: OpenAccount,
  storage: FileSender,
  addresses: SourceAddresses,
): Uploads {
  const locate = async (path: string, signal: AbortSignal): Promise<UploadLocation> => {
    const { json } = await client.get(path, signal);
    return readLocation(json, accountId);
  };

  return {
    requestLocation: async (fileName, options, signal) => {
      const location = await locate(toPath(fileName, options), signal);
      addresses.handOn(location.url);
      return location;
    },
    send: async (fileName, options, file, ticket) => {
      const path = toPath(fileName, options);
      return storage.put((whileWanted) => locate(path, whileWanted), file, ticket.signal);
    },
  };
}

/** Throws BadUserInput for a path that nobody would take. */
function toPath(fileName: string, options: UploadOptions): string {
  const path = endpoints.uploadLocation(fileName.toWellFormed(), toParameters(options));
  if (path.length <= MAX_PATH) return path;
  throw new BadUserInput('The file name and the options are too long for one request: shorten the reference', {
    field: ['input', 'options'],
  });
}

/** What is not given is not sent. The reference goes by its older name, which every version of the API knows. */
function toParameters(options: UploadOptions): Readonly<Record<string, string | null>> {
  const { tags } = options;
  return {
    userdata: options.reference ?? null,
    processlines: flag(options.processLines),
    splitdocuments: flag(options.splitDocuments),
    checkduplicates: flag(options.checkDuplicates),
    rejectnoninvoices: flag(options.rejectNonInvoices),
    tags: tags && tags.length > 0 ? tags.join(',') : null,
    warehouse: options.warehouse ?? null,
    allocation: options.allocation ?? null,
  };
}

function flag(value: boolean | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

function readLocation(json: unknown, accountId: AccountId): UploadLocation {
  const wire = wireObject<WireUploadLocation>(json);
  const target = url(wire?.url);
  if (wire === undefined || target === null)
    throw new BackendBadResponse('IVESK answered without a location for the file', { accountId });
  return { url: target, headers: HEADERS.flatMap((name) => header(name, wire[name], accountId)) };
}

/** A header that the location was signed with; without a value it was not. */
function header(name: string, value: unknown, accountId: AccountId): readonly HttpHeader[] {
  const given = key(value);
  if (given === null) return [];
  if (UNSENDABLE.test(given))
    throw new BackendBadResponse(`IVESK answered with a ${name} that no request can carry`, { accountId });
  return [{ name, value: given }];
}
