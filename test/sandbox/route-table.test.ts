import { expect, test } from 'vitest';
import type { V6Operation } from '../../sandbox/contract.ts';
import { json } from '../../sandbox/stand-in/answer.ts';
import { createRouter, type Route, type RouteTable } from '../../sandbox/stand-in/route.ts';
import { V6_ROUTES } from '../../sandbox/v6/routes.ts';

const { ping } = V6_ROUTES.routes;

test('a route table that lacks an operation of its contract does not compile', () => {
  // @ts-expect-error: listInvoices is missing
  const incomplete: RouteTable<V6Operation, never> = { pathParameters: {}, routes: { ping } };
  expect(Object.keys(incomplete.routes)).toEqual(['ping']);
});

test('a route table with an operation that its contract does not have does not compile', () => {
  // @ts-expect-error: the contract of V6 does not have getInvoice
  const excessive: RouteTable<V6Operation, never> = { ...V6_ROUTES, routes: { ...V6_ROUTES.routes, getInvoice: ping } };
  expect(Object.keys(excessive.routes)).toContain('getInvoice');
});

test('a fixed path takes precedence over a path with a parameter, in any order of the table', () => {
  const route = (path: string): Route<undefined> => ({ method: 'GET', path, handle: () => json(200, {}) });
  const routes = { byId: route('/invoices/{id}'), exportable: route('/invoices/exportable') };
  const find = createRouter({ pathParameters: {}, routes });

  expect(find('GET', '/invoices/exportable')).toMatchObject({ kind: 'route', operation: 'exportable' });
  expect(find('GET', '/invoices/7')).toMatchObject({
    kind: 'route',
    operation: 'byId',
    params: new Map([['id', '7']]),
  });
  expect(find('POST', '/invoices/exportable')).toEqual({ kind: 'otherMethods', methods: ['GET'] });
  expect(find('GET', '/invoices')).toEqual({ kind: 'nothing' });
});
