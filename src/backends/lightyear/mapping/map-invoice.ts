import { BLANK_INVOICE } from '../../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../domain/ids.ts';
import type {
  Category,
  GlCode,
  Invoice,
  InvoiceFile,
  InvoiceKind,
  LineItem,
  SalesOrder,
  SupplierCard,
} from '../../../domain/invoice.ts';
import { type Amounts, completeAmounts } from '../../../domain/values/amounts.ts';
import type { IsoDate } from '../../../domain/values/dates.ts';
import type { Decimal } from '../../../domain/values/decimal.ts';
import type { ContractDeviations } from '../../contract-deviations.ts';
import { revisionOf } from '../../digest.ts';
import { lazyOn } from '../../lazy.ts';
import { amount, currencyCode, date, dateTime, text, wireObject } from '../../wire.ts';
import type { WireInvoice, WireSalesOrder } from '../wire.ts';
import { mapCategories, mapGlCode } from './map-codes.ts';
import { mapLineItems } from './map-line-item.ts';
import { mapPlainAddress, mapSupplier } from './map-supplier.ts';

interface InvoiceType {
  readonly kind: InvoiceKind;
  readonly lineDetail: Invoice['lineDetail'];
}

/** By the contract's names in lower case: Lightyear's own clients do not agree on the case. */
const TYPES: ReadonlyMap<unknown, InvoiceType> = new Map([
  ['expense', { kind: 'EXPENSE', lineDetail: 'ORIGINAL' }],
  ['lineitems', { kind: 'INVOICE', lineDetail: 'ORIGINAL' }],
  ['lineitemscrnote', { kind: 'CREDIT_NOTE', lineDetail: 'ORIGINAL' }],
  ['receipt', { kind: 'RECEIPT', lineDetail: 'ORIGINAL' }],
  ['service', { kind: 'INVOICE', lineDetail: 'DOCUMENT_TOTALS' }],
  ['servicecrnote', { kind: 'CREDIT_NOTE', lineDetail: 'DOCUMENT_TOTALS' }],
]);
const UNKNOWN_TYPE: InvoiceType = { kind: 'OTHER', lineDetail: 'ORIGINAL' };

/** Lightyear's document in our words. `sourceId` is the id it was asked for with. */
export function mapInvoice(
  wire: WireInvoice,
  ref: InvoiceRef,
  sourceId: string,
  deviations: ContractDeviations,
): Invoice {
  return new LightyearInvoice(wire, ref, sourceId, deviations);
}

class LightyearInvoice extends lazyOn(BLANK_INVOICE) implements Invoice {
  readonly ref: InvoiceRef;
  readonly sourceId: string;
  readonly kind: InvoiceKind;
  /** Lightyear approves the bills of suppliers. */
  readonly direction = 'PURCHASE';
  readonly lineDetail: Invoice['lineDetail'];
  readonly #wire: WireInvoice;
  readonly #deviations: ContractDeviations;
  #amounts: Amounts | undefined;
  #supplier: SupplierCard | null | undefined;
  #glCode: GlCode | null | undefined;
  #categories: readonly Category[] | undefined;
  #lineItems: readonly LineItem[] | undefined;

  constructor(wire: WireInvoice, ref: InvoiceRef, sourceId: string, deviations: ContractDeviations) {
    super();
    const { kind, lineDetail } = invoiceTypeOf(wire.invoiceType, deviations);
    this.#wire = wire;
    this.#deviations = deviations;
    this.ref = ref;
    this.sourceId = sourceId;
    this.kind = kind;
    this.lineDetail = lineDetail;
  }

  override get number(): string | null {
    return text(this.#wire.invoiceNumber);
  }

  /** Midnight in the company's own zone: the date is the one that is written, not the one in UTC. */
  override get issueDate(): IsoDate | null {
    return date(this.#wire.invoiceDate);
  }

  override get currency(): string | null {
    return currencyCode(this.#wire.currencyCode);
  }

  override get netAmount(): Decimal | null {
    return this.#completeAmounts().netAmount;
  }

  override get taxAmount(): Decimal | null {
    return this.#completeAmounts().taxAmount;
  }

  override get grossAmount(): Decimal | null {
    return this.#completeAmounts().grossAmount;
  }

  override get purchaseOrderNumber(): string | null {
    return text(this.#wire.purchaseOrderNumber);
  }

  override get additionalInfo(): string | null {
    return text(this.#wire.additionalInfo);
  }

  override get supplier(): SupplierCard | null {
    this.#supplier ??= mapSupplier(this.#wire.supplierCard, this.ref, this.#deviations);
    return this.#supplier;
  }

  override get salesOrder(): SalesOrder | null {
    return mapSalesOrder(this.#wire.salesOrder);
  }

  override get glCode(): GlCode | null {
    this.#glCode ??= mapGlCode(this.#wire.glCode);
    return this.#glCode;
  }

  override get categories(): readonly Category[] {
    this.#categories ??= mapCategories(this.#wire.categories, this.#deviations);
    return this.#categories;
  }

  override get lineItems(): readonly LineItem[] {
    this.#lineItems ??= mapLineItems(this.#wire.lineItems, this.ref, this.#deviations);
    return this.#lineItems;
  }

  override get file(): InvoiceFile {
    return { name: text(this.#wire.fileName), url: null };
  }

  get revision(): string {
    return revisionOf(this.#wire);
  }

  unmapped(): object {
    return this.#wire;
  }

  #completeAmounts(): Amounts {
    this.#amounts ??= completeAmounts({ net: amount(this.#wire.subTotal), tax: amount(this.#wire.calculatedTax) });
    return this.#amounts;
  }
}

export function isInvoiceType(given: string): boolean {
  return TYPES.has(given.trim().toLowerCase());
}

function invoiceTypeOf(given: unknown, deviations: ContractDeviations): InvoiceType {
  const type = TYPES.get(typeof given === 'string' ? given.trim().toLowerCase() : given);
  if (type === undefined && given !== undefined && given !== null)
    deviations.unknownValue('Invoice.invoiceType', given);
  return type ?? UNKNOWN_TYPE;
}

function mapSalesOrder(value: unknown): SalesOrder | null {
  const wire = wireObject<WireSalesOrder>(value);
  if (wire === undefined) return null;
  return {
    address: mapPlainAddress(wire.address),
    county: text(wire.county),
    town: text(wire.town),
    postcode: text(wire.postcode),
    contactMobileNumber: text(wire.contactMobileNumber),
    contactPhoneNumber: text(wire.contactPhoneNumber),
    deliveryDateFrom: dateTime(wire.deliveryDateFrom),
    deliveryDateTo: dateTime(wire.deliveryDateTo),
    deliveryInstructions: text(wire.deliveryInstructions),
  };
}
