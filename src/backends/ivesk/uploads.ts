import type { SourceAddresses } from '../../calls/addresses/source-addresses.ts';
import type { HttpHeader, UploadLocation, UploadOptions } from '../../domain/upload.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { FileSender } from '../../files/put-file.ts';
import { Frame } from '../answers/frame.ts';
import { isGiven } from '../answers/shape.ts';
import type { Uploads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import type { Endpoint } from '../rest-client.ts';
import { key, url } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import type { WireUploadLocation } from './wire.ts';

/** API Gateway accepts request lines of about 8 kB, which is far more than any reasonable option needs. */
const MAX_PATH = 6_000;
const HEADERS = ['Content-Type', 'Content-Disposition'] as const;
/** Characters that a header cannot contain: they would break the request, or start another header. */
const UNSENDABLE = /[\0\r\n]/;

/** Uploads in two steps: a location for the file from Įvesk, then the bytes to that location, which is an S3 bucket. */
export function createUploads(account: OpenAccount, storage: FileSender, addresses: SourceAddresses): Uploads {
  const locate = async (endpoint: Endpoint, signal: AbortSignal): Promise<UploadLocation> => {
    const { json } = await account.client.get(endpoint, signal);
    return readLocation(json, new Frame(account, 'a location for the file'));
  };

  return {
    requestLocation: async (fileName, options, signal) => {
      const location = await locate(toEndpoint(fileName, options), signal);
      addresses.handOn(location.url);
      return location;
    },
    send: async (fileName, options, file, ticket) => {
      const endpoint = toEndpoint(fileName, options);
      return storage.put((whileWanted) => locate(endpoint, whileWanted), file, ticket.signal);
    },
  };
}

/** Throws BadUserInput if the path is too long for Įvesk. */
function toEndpoint(fileName: string, options: UploadOptions): Endpoint {
  const endpoint = endpoints.uploadLocation(fileName.toWellFormed(), toParameters(options));
  if (endpoint.path.length <= MAX_PATH) return endpoint;
  throw new BadUserInput('The file name and the options are too long for one request: shorten the reference', {
    field: ['input', 'options'],
  });
}

/** An option that is not given is not sent. The reference has its older name, which every version of the API knows. */
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

function readLocation(json: unknown, frame: Frame): UploadLocation {
  const wire = frame.object<WireUploadLocation>(json);
  const target = url(wire.url);
  if (target === null) throw frame.broken('url');
  return { url: target, headers: HEADERS.flatMap((name) => header(name, wire[name], frame)) };
}

/** A header with which the location was signed; without a value, it was not. */
function header(name: string, value: unknown, frame: Frame): readonly HttpHeader[] {
  if (!isGiven(value)) return [];
  const given = key(value);
  if (typeof value !== 'string' || given === null || UNSENDABLE.test(given)) throw frame.broken(name);
  return [{ name, value: given }];
}
