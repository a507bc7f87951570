import type { V6Operation } from '../contract.ts';
import { plain } from '../stand-in/answer.ts';
import { required } from '../stand-in/parameters.ts';
import type { RouteTable } from '../stand-in/route.ts';
import type { V6Account } from '../world/v6/account.ts';
import { listInvoices } from './list-invoices.ts';
import { dayMonthYear, rangeProblems, toIsoDate } from './range.ts';

/** The calls of contracts/v6.openapi.yaml. */
export const V6_ROUTES: RouteTable<V6Operation, V6Account> = {
  pathParameters: {},
  routes: {
    listInvoices: {
      method: 'GET',
      path: '/invoices',
      query: { fromDate: required(dayMonthYear), toDate: required(dayMonthYear) },
      together: rangeProblems,
      handle: ({ account, param }) => listInvoices(account, toIsoDate(param('fromDate')), toIsoDate(param('toDate'))),
    },
    ping: {
      method: 'GET',
      path: '/ping',
      handle: () => plain(200, 'text/plain', 'pong'),
    },
  },
};
