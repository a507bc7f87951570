import { BLANK_LINE } from '../../../domain/blank-invoice.ts';
import type { InvoiceRef } from '../../../domain/ids.ts';
import type { Category, GlCode, LineItem, TaxCode } from '../../../domain/invoice.ts';
import { type Amounts, completeAmounts } from '../../../domain/values/amounts.ts';
import type { Decimal } from '../../../domain/values/decimal.ts';
import type { ContractDeviations } from '../../contract-deviations.ts';
import { lazyOn } from '../../lazy.ts';
import { amount, decimal, text, wireList, wireObject } from '../../wire.ts';
import type { WireLineItem } from '../wire.ts';
import { mapCategories, mapGlCode, mapTaxCode } from './map-codes.ts';

/** The lines of a Lightyear document. Items that are not objects are left out. */
export function mapLineItems(
  value: unknown,
  document: InvoiceRef,
  deviations: ContractDeviations,
): readonly LineItem[] {
  const lines: LineItem[] = [];
  for (const item of wireList(value)) {
    const wire = wireObject<WireLineItem>(item);
    if (wire !== undefined) lines.push(new LightyearLineItem(wire, document, lines.length + 1, deviations));
  }
  return lines;
}

/** Keeps the objects that mapping makes, so that a line from the cache is not mapped twice. */
class LightyearLineItem extends lazyOn(BLANK_LINE) implements LineItem {
  readonly document: InvoiceRef;
  readonly position: number;
  readonly #wire: WireLineItem;
  readonly #deviations: ContractDeviations;
  #quantity: Decimal | null | undefined;
  #amounts: Amounts | undefined;
  #taxCode: TaxCode | null | undefined;
  #glCode: GlCode | null | undefined;
  #categories: readonly Category[] | undefined;

  constructor(wire: WireLineItem, document: InvoiceRef, position: number, deviations: ContractDeviations) {
    super();
    this.#wire = wire;
    this.document = document;
    this.position = position;
    this.#deviations = deviations;
  }

  override get sourceId(): string | null {
    return text(this.#wire.id);
  }

  override get code(): string | null {
    return text(this.#wire.productCode);
  }

  override get description(): string | null {
    return text(this.#wire.description);
  }

  override get additionalInfo(): string | null {
    return text(this.#wire.additionalInfo);
  }

  override get quantity(): Decimal | null {
    this.#quantity ??= decimal(this.#wire.quantity);
    return this.#quantity;
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

  override get taxCode(): TaxCode | null {
    this.#taxCode ??= mapTaxCode(this.#wire.taxCode);
    return this.#taxCode;
  }

  override get glCode(): GlCode | null {
    this.#glCode ??= mapGlCode(this.#wire.glCode);
    return this.#glCode;
  }

  override get categories(): readonly Category[] {
    this.#categories ??= mapCategories(this.#wire.categories, this.#deviations);
    return this.#categories;
  }

  unmapped(): object {
    return this.#wire;
  }

  #completeAmounts(): Amounts {
    const { amountExclTax, taxAmount, amountInclTax } = this.#wire;
    this.#amounts ??= completeAmounts({
      net: amount(amountExclTax),
      tax: amount(taxAmount),
      gross: amount(amountInclTax),
    });
    return this.#amounts;
  }
}
