import type { Invoice } from '../../domain/invoice.ts';
import { isSameId } from '../answers/canonical-id.ts';
import { Frame } from '../answers/frame.ts';
import { isGiven, withOddities } from '../answers/shape.ts';
import type { Reads } from '../backend.ts';
import type { OpenAccount } from '../open-account.ts';
import { key, text } from '../wire.ts';
import { endpoints } from './endpoints.ts';
import { mapInvoice } from './mapping/map-invoice.ts';
import { INVOICE } from './shape.ts';
import type { WireInvoice } from './wire.ts';

/** The document's id, and the account's company at Lightyear. */
interface Asked {
  readonly invoiceId: string;
  readonly companyId: string;
}

/** Reads one document by its id. */
export function invoiceReader(account: OpenAccount, companyId: string) {
  return (invoiceId: string, reads: Reads): Promise<Invoice> =>
    reads.document([invoiceId], async (signal) => {
      const { json, bytes } = await account.client.get(endpoints.invoice(invoiceId), signal, 'DOCUMENT');
      return { value: parseInvoice(json, { invoiceId, companyId }, account), bytes };
    });
}

/**
 * An answer is the document that was asked for if it has its id, or no id and another field of the contract. A document of
 * another company is not shown. Throws BackendBadResponse for anything else, and if the type cannot be read.
 */
export function parseInvoice(
  json: unknown,
  { invoiceId, companyId }: Asked,
  { accountId, deviations }: Pick<OpenAccount, 'accountId' | 'deviations'>,
): Invoice {
  const frame = new Frame({ deviations }, 'the invoice that was asked for');
  const wire = frame.object<WireInvoice>(json);
  if (isGiven(wire.id) ? !isId(wire.id, invoiceId) : !INVOICE.isBegun(wire)) throw frame.broken('id');
  if (isGiven(wire.companyID) && !isId(wire.companyID, companyId)) throw frame.broken('companyID');
  if (isGiven(wire.invoiceType) && text(wire.invoiceType) === null) throw frame.broken('invoiceType');
  const ref = { company: accountId.company, source: 'LIGHTYEAR', key: [invoiceId] } as const;
  return withOddities(mapInvoice(wire, ref, invoiceId, deviations), INVOICE.oddities(wire, deviations));
}

function isId(value: unknown, asked: string): boolean {
  const id = key(value);
  return id !== null && isSameId(id, asked);
}
