import type { InvoiceRowFragment } from 'invoice-gateway-client';

/** The name of the party that the company deals with: the customer of its own sale, the supplier of anything else. */
export function otherParty({ supplier, customer }: Pick<InvoiceRowFragment, 'supplier' | 'customer'>) {
  const [first, second] = supplier?.isOwnCompany === true ? [customer, supplier] : [supplier, customer];
  return first?.name ?? second?.name;
}
