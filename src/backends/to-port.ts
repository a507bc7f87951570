import type { GatewayError } from '../errors/catalogue.ts';
import type { Backend, Capabilities, ListEntry, ListFilter, Listing, Reads } from './backend.ts';
import type { DocumentHandles, PositionHandles } from './handles.ts';

/** An account as its source opens it: with documents and positions in the source's own form. */
export interface OpenedSource<Filter, Key, Place> extends Partial<Capabilities<Key>>, AsyncDisposable {
  listInvoices(filter: Filter, position: Place | null, reads: Reads): Promise<Listing<Key, Place>>;
  listRefusal?(filter: Filter, position: Place | null): GatewayError | undefined;
  readInvoices(keys: readonly Key[], reads: Reads): ReturnType<Backend['readInvoices']>;
  status: Backend['status'];
}

export interface PortFormat<Filter, Key, Place> {
  readonly company: string;
  readonly documents: DocumentHandles<Key>;
  readonly positions: PositionHandles<Place>;
  /** Reads the fields of a filter that the source applies itself. */
  readonly readFilter: (filter: ListFilter) => Filter;
}

/** The account as the rest of the gateway uses it: with handles in place of keys and positions. */
export function toPort<Filter, Key, Place>(
  opened: OpenedSource<Filter, Key, Place>,
  { company, documents, positions, readFilter }: PortFormat<Filter, Key, Place>,
): Omit<Backend, 'source' | 'company' | 'callTimeoutMs' | 'maxConcurrent' | 'patienceMs' | 'directions' | 'watchPlan'> {
  const { listInvoices, listRefusal, readInvoices, files, matches, exports, syncErrors, ...rest } = opened;
  const toEntry = ({ document, ...entry }: ListEntry<Key>): ListEntry => ({
    ...entry,
    document: documents.of(company, document),
  });
  return {
    ...rest,
    ...withHandles({ files, matches, exports, syncErrors }, documents.open),
    document: documents.parse,
    hasStableId: documents.isStable,
    position: positions.parse,
    listInvoices: async (filter, position, reads) => {
      const listing = await listInvoices(readFilter(filter), position && positions.open(position), reads);
      return {
        ...listing,
        entries: listing.entries.map(toEntry),
        positionAfter: (count) => positions.of(listing.positionAfter(count)),
      };
    },
    listRefusal: (filter, position) => listRefusal?.(readFilter(filter), position && positions.open(position)),
    readInvoices: (handles, reads) => readInvoices(handles.map(documents.open), reads),
  };
}

/** The capabilities that take documents. */
type DocumentCapabilities<Key> = Pick<Capabilities<Key>, 'files' | 'matches' | 'exports' | 'syncErrors'>;

function withHandles<Key>(
  { files, matches, exports, syncErrors }: { [C in keyof DocumentCapabilities<Key>]: Capabilities<Key>[C] | undefined },
  open: DocumentHandles<Key>['open'],
): Partial<Capabilities> {
  return {
    ...(files && { files: { ...files, downloadUrl: (document, reads) => files.downloadUrl(open(document), reads) } }),
    ...(matches && {
      matches: {
        ...matches,
        ofInvoiceLine: (document, lineId, reads) => matches.ofInvoiceLine(open(document), lineId, reads),
      },
    }),
    ...(exports && {
      exports: {
        markExported: (document, ticket) => exports.markExported(open(document), ticket),
        areListed: (handles, reads) => exports.areListed(handles.map(open), reads),
      },
    }),
    ...(syncErrors && {
      syncErrors: {
        report: (document, message, reads, ticket) => syncErrors.report(open(document), message, reads, ticket),
      },
    }),
  };
}
