import type { LightyearOperation } from '../contract.ts';
import { type Answer, json } from '../stand-in/answer.ts';
import { anyText, filledText, optional, uuid } from '../stand-in/parameters.ts';
import type { RouteTable } from '../stand-in/route.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import { message } from './conventions.ts';
import type { ListExportable } from './exportable-list.ts';
import { type Clients, issueToken } from './issue-token.ts';
import type { PageOfMatches } from './match-pages.ts';
import type { TokenBook } from './token-book.ts';
import { type LightyearWriteParts, lightyearWrites } from './write-routes.ts';

export interface LightyearParts extends LightyearWriteParts {
  readonly clients: Clients;
  readonly tokens: TokenBook;
  readonly listExportable: ListExportable;
  readonly pageOfMatches: PageOfMatches;
  /** A pre-signed URL of the soft copy; undefined if there is none. */
  downloadUrl(account: LightyearAccount, invoiceId: string): string | undefined;
}

const KEY = { continuationKey: optional(anyText) };

/** The calls of contracts/lightyear.openapi.yaml. */
export function lightyearRoutes(parts: LightyearParts): RouteTable<LightyearOperation, LightyearAccount> {
  return {
    pathParameters: { invoiceID: uuid, purchaseOrderID: uuid, lineID: uuid, jobID: filledText },
    routes: {
      issueToken: {
        method: 'POST',
        path: '/oauth2/token',
        access: 'open',
        handle: ({ call }) => issueToken(call, parts.clients, parts.tokens),
      },
      listExportableInvoiceIds: {
        method: 'GET',
        path: '/invoices/exportable',
        query: KEY,
        handle: ({ account, query }) => parts.listExportable(account, query('continuationKey')),
      },
      getInvoice: {
        method: 'GET',
        path: '/invoices/{invoiceID}',
        handle: ({ account, param }) => found(account.invoice(param('invoiceID'))),
      },
      getInvoiceDownloadUrl: {
        method: 'GET',
        path: '/invoices/{invoiceID}/download-url',
        handle: ({ account, param }) => {
          const url = parts.downloadUrl(account, param('invoiceID'));
          return found(url && { url });
        },
      },
      listInvoiceLineMatches: {
        method: 'GET',
        path: '/invoices/{invoiceID}/lines/{lineID}/matches',
        query: KEY,
        handle: ({ account, param, query }) =>
          parts.pageOfMatches(
            param('lineID'),
            account.matchesOfInvoiceLine(param('invoiceID'), param('lineID')),
            query('continuationKey'),
          ),
      },
      listPurchaseOrderLineMatches: {
        method: 'GET',
        path: '/purchase-orders/{purchaseOrderID}/lines/{lineID}/matches',
        query: KEY,
        handle: ({ account, param, query }) =>
          parts.pageOfMatches(
            param('lineID'),
            account.matchesOfPurchaseOrderLine(param('purchaseOrderID'), param('lineID')),
            query('continuationKey'),
          ),
      },
      getImportJob: {
        method: 'GET',
        path: '/import-jobs/{jobID}',
        handle: ({ account, param }) => found(account.importJobs.read(param('jobID'), parts.clock.now())),
      },
      ...lightyearWrites(parts),
    },
  };
}

function found(value: unknown): Answer {
  return value === undefined ? message(404, 'Not Found') : json(200, value);
}
