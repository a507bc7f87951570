import type { IveskOperation } from '../contract.ts';
import { anyText, boolean, dateTime, filledText, optional, required } from '../stand-in/parameters.ts';
import type { RouteTable } from '../stand-in/route.ts';
import type { IveskAccount } from '../world/ivesk/account.ts';
import type { IveskEntry } from '../world/ivesk/queues.ts';
import { columnPage } from './column-page.ts';
import { message } from './conventions.ts';
import { documentPage } from './document-page.ts';
import { type UploadParts, uploadLocation } from './upload-location.ts';
import { iveskWrites, type WriteParts } from './write-routes.ts';

export interface IveskParts extends UploadParts, WriteParts {
  readonly pageSize: number;
  readonly columnsPageSize: number;
  /** A pre-signed URL of a document's file; undefined if the document does not have a file. */
  fileUrl(account: IveskAccount, entry: IveskEntry): string | undefined;
}

const QUEUE_PARAMETERS = { from: optional(dateTime), doctype: optional(anyText) };

const UPLOAD_PARAMETERS = {
  userdata: optional(anyText),
  sourcedata: optional(anyText),
  processlines: optional(boolean),
  splitdocuments: optional(boolean),
  checkduplicates: optional(boolean),
  rejectnoninvoices: optional(boolean),
  tags: optional(anyText),
  warehouse: optional(anyText),
  allocation: optional(anyText),
};

/** The calls of contracts/ivesk.openapi.yaml, except the one that goes to S3. */
export function iveskRoutes(parts: IveskParts): RouteTable<IveskOperation, IveskAccount> {
  return {
    pathParameters: { filename: filledText, companycode: filledText },
    routes: {
      listDigitized: {
        method: 'GET',
        path: '/digitized',
        query: QUEUE_PARAMETERS,
        handle: ({ account, query }) =>
          documentPage(
            { entries: account.digitized(), instantOf: ({ digitizedAt }) => digitizedAt },
            { from: query('from'), doctype: query('doctype') },
            parts.pageSize,
            (entry) => parts.fileUrl(account, entry),
          ),
      },
      listExported: {
        method: 'GET',
        path: '/exported',
        query: QUEUE_PARAMETERS,
        handle: ({ account, query }) =>
          documentPage(
            { entries: account.exported(), instantOf: ({ exportedAt }) => exportedAt ?? Number.NaN },
            { from: query('from'), doctype: query('doctype') },
            parts.pageSize,
            (entry) => parts.fileUrl(account, entry),
          ),
      },
      listColumnValues: {
        method: 'GET',
        path: '/columns/{companycode}',
        query: { column: required(filledText), modifiedsince: optional(dateTime), next: optional(anyText) },
        handle: ({ account, param, query }) =>
          param('companycode') === account.companyCode
            ? columnPage(
                account.columnValues(param('column')),
                { column: param('column'), modifiedSince: query('modifiedsince'), next: query('next') },
                parts.columnsPageSize,
              )
            : message(404, 'No such company'),
      },
      getUploadLocation: {
        method: 'GET',
        path: '/uploadlocation/{filename}',
        query: UPLOAD_PARAMETERS,
        handle: ({ account, param, call }) =>
          uploadLocation(account, { fileName: param('filename'), options: call.query }, parts),
      },
      ...iveskWrites(parts),
    },
  };
}
