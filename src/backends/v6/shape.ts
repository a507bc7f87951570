import { fields, listOf, oneOf, shapeOf } from '../answers/shape.ts';
import { bool, dateInEitherOrder, decimal, text } from '../wire.ts';
import { fileTypeOf } from './key-parts.ts';
import { FILE_TYPES } from './map-invoice.ts';
import type { CreditReason, Line, Schema } from './wire.ts';

/** The content of an invoice. `invoiceNo`, `customerCode` and `fileType` are checked before: they are parts of its key. */
export const INVOICE = shapeOf<Schema>('Invoice', {
  ...{ invoiceNo: text, invoiceDate: dateInEitherOrder, dueDate: dateInEitherOrder },
  fileType: oneOf((word) => isFileType(word)),
  ...{ businessName: text, customerCode: text, address1: text, city: text, postcode: text },
  ...{ taxAmount: decimal, grossEntry: bool },
  creditReason: fields<CreditReason>({ creditReasonCode: text, description: text }),
  lines: listOf(
    fields<Line>({
      ...{ amount: decimal, price: decimal, gstAmount: decimal, quantity: decimal, departmentCode: text, glCode: text },
    }),
  ),
});

function isFileType(word: string): boolean {
  const known: ReadonlySet<string | null> = FILE_TYPES;
  return known.has(fileTypeOf(word));
}
