import { BLANK_CUSTOMER, blankLine, blankSupplier } from '../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../domain/ids.ts';
import type { Customer, Invoice, InvoiceFile, LineItem, SupplierCard } from '../../domain/invoice.ts';
import { type Amounts, completeAmounts } from '../../domain/values/amounts.ts';
import type { ContractDeviations } from '../contract-deviations.ts';
import { lazyInvoice } from '../lazy.ts';
import {
  amount,
  bool,
  countryCode,
  currencyCode,
  date,
  dateOrUnreadable,
  decimal,
  firstStated,
  int,
  text,
  url,
  type Wire,
  wireList,
  wireObject,
} from '../wire.ts';
import { directionOf, kindOf } from './document-words.ts';
import { stamp } from './stamp.ts';
import type { WireDocument, WireLine } from './wire.ts';

/** Įvesk's document in our words: the seller is the supplier, the buyer the customer. */
export function mapDocument(
  wire: WireDocument,
  ref: InvoiceRef,
  sourceId: string,
  deviations: ContractDeviations,
): Invoice {
  return lazyInvoice(
    {
      ref,
      sourceId,
      kind: kindOf(wire.doctype, deviations),
      direction: directionOf(wire, deviations),
      lineDetail: 'ORIGINAL',
      number: text(wire.docnum),
      issueDate: date(wire.date),
      dueDate: dateOrUnreadable(wire.duedate),
      currency: currencyCode(wire.currency),
      ...amounts(wire),
      purchaseOrderNumber: text(wire.ordernum),
      supplier: mapSeller(wire, ref),
      customer: mapBuyer(wire),
      file: mapFile(wire),
      documentType: text(wire.doctype),
      series: text(wire.docser),
      operationDate: date(wire.operationdate),
      operationType: text(wire.optype),
      paymentTermDays: int(wire.paymentterm),
      exchangeRate: decimal(wire.currencyrate),
      isTaxSeparate: bool(wire.separatevat),
      isReportedToIsaf: bool(wire.report2isaf),
      hasReceipt: bool(wire.hasreceipt),
      warehouse: text(wire.warehouse),
      allocation: text(wire.allocation),
      companyCode: text(wire.companycode),
      // The same data under its older and its newer name.
      uploadReference: firstStated(text, wire.userdata, wire.sourcedata),
      tags: wireList(wire.tags).flatMap((tag) => text(tag) ?? []),
      digitizedAt: stamp(wire.digitizedat),
      exportedAt: stamp(wire.exportedat),
    },
    wire,
    () => mapLines(wire.lines, ref),
  );
}

/** As they are given: a total that is there is not replaced by a computed one. */
function amounts({ subtotal, vat, total }: Wire<{ subtotal: number; vat: number; total: number }>): Amounts {
  return completeAmounts({ net: amount(subtotal), tax: amount(vat), gross: amount(total) });
}

function mapSeller(wire: WireDocument, document: InvoiceRef): SupplierCard | null {
  const code = text(wire.sellercode);
  const name = text(wire.sellername);
  const nameAscii = text(wire.sellernameascii);
  const taxNumber = text(wire.sellervat);
  const iban = text(wire.selleriban);
  const country = countryCode(wire.sellercountry);
  const address = mapAddress(wire.selleraddress, country);
  if ((code ?? name ?? nameAscii ?? taxNumber ?? iban ?? address) === null) return null;
  return {
    ...blankSupplier(document),
    code,
    name: firstStated(text, wire.sellername, wire.sellernameascii),
    nameAscii,
    isPerson: bool(wire.sellerisperson),
    isOwnCompany: bool(wire.sellerisfavorite),
    taxNumber,
    countryCode: country,
    bankAccount: iban === null ? null : { accountName: null, accountNumber: null, sortCode: null, bic: null, iban },
    address,
  };
}

function mapBuyer(wire: WireDocument): Customer | null {
  const code = text(wire.buyercode);
  const name = text(wire.buyername);
  const nameAscii = text(wire.buyernameascii);
  const taxNumber = text(wire.buyervat);
  const address = mapAddress(wire.buyeraddress, countryCode(wire.buyercountry));
  if ((code ?? name ?? nameAscii ?? taxNumber ?? address) === null) return null;
  return {
    ...BLANK_CUSTOMER,
    code,
    name: firstStated(text, wire.buyername, wire.buyernameascii),
    nameAscii,
    taxNumber,
    isPerson: bool(wire.buyerisperson),
    isOwnCompany: bool(wire.buyerisfavorite),
    address,
  };
}

/** One text, which does not mark the city. */
function mapAddress(value: unknown, country: string | null) {
  const line = text(value);
  return line === null && country === null
    ? null
    : { lines: line ? [line] : [], city: null, county: null, postcode: null, countryCode: country };
}

function mapFile(wire: WireDocument): InvoiceFile | null {
  const name = text(wire.filename);
  const link = url(wire.url);
  return name === null && link === null ? null : { name, url: link };
}

function mapLines(value: unknown, document: InvoiceRef): readonly LineItem[] {
  return wireList(value)
    .map((item) => wireObject<WireLine>(item))
    .filter((wire): wire is Wire<WireLine> => wire !== undefined)
    .map((wire, index) => mapLine(wire, document, index + 1));
}

function mapLine(wire: WireLine, document: InvoiceRef, position: number): LineItem {
  const taxClass = text(wire.vatclass);
  const ratePercent = decimal(wire.vatpercent);
  return {
    ...blankLine(document, position),
    sourceId: text(wire.lineid),
    code: text(wire.code),
    description: text(wire.name),
    quantity: decimal(wire.quantity),
    unit: text(wire.unit),
    unitPrice: decimal(wire.price),
    ...amounts(wire),
    taxCode:
      taxClass === null && ratePercent === null
        ? null
        : { id: null, code: taxClass, description: null, sourceId: null, ratePercent },
    warehouse: text(wire.warehouse),
    object: text(wire.object),
  };
}
