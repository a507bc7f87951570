import type { Endpoint } from '../rest-client.ts';
import type { operations } from './__generated__/rest.ts';
import type { DateRange } from './ranges/day-range.ts';

/** Every V6 path. Dates are ISO here and ddMMyyyy on the wire; both ends are included. */
export const endpoints = {
  invoices: ({ from, to: until }: DateRange) =>
    to('listInvoices', `/invoices?fromDate=${toWireDate(from)}&toDate=${toWireDate(until)}`),
};

function to(operation: keyof operations, path: string): Endpoint {
  return { operation, path };
}

function toWireDate(date: string): string {
  return date.slice(8, 10) + date.slice(5, 7) + date.slice(0, 4);
}
