import type { LightyearOperation } from '../contract.ts';
import { type Answer, empty, json } from '../stand-in/answer.ts';
import type { Clock } from '../stand-in/clock.ts';
import { isFilledText, jsonObject } from '../stand-in/json-object.ts';
import type { Routes } from '../stand-in/route.ts';
import type { LightyearAccount } from '../world/lightyear/account.ts';
import { message } from './conventions.ts';
import { importRequestOf } from './import-request.ts';

/** API Gateway's limit. */
const MAX_BODY_BYTES = 10 * 2 ** 20;

type LightyearWrite = Extract<LightyearOperation, 'completeInvoiceExport' | 'rejectInvoiceExport' | 'startImportJob'>;

export interface LightyearWriteParts {
  readonly clock: Clock;
  /** Time from the start of an import until it is finished. */
  readonly importMs: number;
}

/** The calls that change state. */
export function lightyearWrites(parts: LightyearWriteParts): Routes<LightyearWrite, LightyearAccount> {
  return {
    completeInvoiceExport: {
      method: 'POST',
      path: '/invoices/{invoiceID}/complete',
      handle: ({ account, param }) => settle(account, param('invoiceID')),
    },
    rejectInvoiceExport: {
      method: 'POST',
      path: '/invoices/{invoiceID}/reject',
      handle: ({ account, param, call }) => {
        const body = jsonObject(call, ['reason']);
        if ('fault' in body) return message(400, body.fault);
        const { reason } = body.object;
        return isFilledText(reason) ? settle(account, param('invoiceID'), reason) : message(400, 'reason is missing');
      },
    },
    startImportJob: {
      method: 'POST',
      path: '/import-jobs',
      handle: ({ account, call }) => {
        if (call.size > MAX_BODY_BYTES) return message(413, 'Request Too Long');
        const asked = importRequestOf(call);
        if ('fault' in asked) return message(400, asked.fault);
        const timing = { now: parts.clock.now(), durationMs: parts.importMs };
        return json(202, account.importJobs.start(asked.request, timing));
      },
    },
  };
}

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
