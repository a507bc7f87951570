import type { LightyearOperation } from '../contract.ts';
import { type Answer, empty, json } from '../stand-in/answer.ts';
import type { Call } from '../stand-in/call.ts';
import { isFilledText, jsonObject } from '../stand-in/json-object.ts';
import type { Route } from '../stand-in/route.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import type { ImportRequest } from '../world/lightyear/import-jobs.ts';
import { message } from './manners.ts';

/** API Gateway's limit. */
const MAX_BODY_BYTES = 10 * 2 ** 20;

// biome-ignore format: a list, as the contract has it
const IMPORT_TYPES: readonly string[] = [
  'ACCOUNTANCY_CUSTOMERS', 'BANK_ACCOUNTS', 'BRANCHES', 'CATEGORIES', 'CLASSES', 'CUSTOMERS', 'DEPARTMENTS', 'FIXED_ASSETS',
  'GL_CODES', 'ITEMS', 'INVENTORIES', 'JOBS', 'LOCATIONS', 'PROJECTS', 'SUPPLIER_CARDS', 'TAX_CODES',
] satisfies readonly ImportRequest['type'][];

/** The calls that change something. */
export const LIGHTYEAR_WRITES: readonly Route<LightyearOperation, LightyearAccount>[] = [
  {
    operation: 'completeInvoiceExport',
    method: 'POST',
    path: '/invoices/{invoiceID}/complete',
    play: ({ account, param }) => settle(account, param('invoiceID')),
  },
  {
    operation: 'rejectInvoiceExport',
    method: 'POST',
    path: '/invoices/{invoiceID}/reject',
    play: ({ account, param, call }) => {
      const reason = jsonObject(call)?.['reason'];
      return isFilledText(reason) ? settle(account, param('invoiceID'), reason) : message(400, 'reason is missing');
    },
  },
  {
    operation: 'startImportJob',
    method: 'POST',
    path: '/import-jobs',
    play: ({ account, call }) => {
      if (call.size > MAX_BODY_BYTES) return message(413, 'Request Too Long');
      const request = importRequestOf(call);
      return request === undefined
        ? message(400, 'type, sourceApplicationCode and objects are required')
        : json(202, account.importJobs.start(request));
    },
  },
];

function settle(account: LightyearAccount, id: string, reason?: string): Answer {
  switch (account.settle(id, reason)) {
    case 'settled':
      return empty(204);
    case 'unknown':
      return message(404, 'Not Found');
    case 'notAwaitingExport':
      return message(409, 'The invoice is not awaiting export');
  }
}

function importRequestOf(call: Call): ImportRequest | undefined {
  const body = jsonObject(call);
  const { type, sourceApplicationCode, objects } = body ?? {};
  const isRight = isImportType(type) && isFilledText(sourceApplicationCode) && Array.isArray(objects);
  const areObjects = isRight && objects.every((item) => typeof item === 'object' && item !== null);
  return areObjects ? { type, sourceApplicationCode, objects } : undefined;
}

function isImportType(value: unknown): value is ImportRequest['type'] {
  return typeof value === 'string' && IMPORT_TYPES.includes(value);
}
