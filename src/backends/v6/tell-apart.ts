import type { GatewayError } from '../../errors/catalogue.ts';
import type { InvoiceKey } from '../backend.ts';
import { canonicalContent, digest } from '../digest.ts';
import { toInvoiceKey, type V6Key } from './invoice-key.ts';
import type { WireInvoice } from './wire.ts';

/** An invoice with its key, before equal keys are told apart. */
export interface Keyed {
  readonly wire: WireInvoice;
  readonly key: V6Key;
  /** Why it cannot be read. `isInKey` is true if that also concerns its key: the key is not that of the invoice. */
  readonly fault?: { readonly error: GatewayError; readonly isInKey: boolean };
}

/** `names` has its key, and older keys that lead to it. */
type Named = Keyed & { readonly names: readonly InvoiceKey[] };

/**
 * Tells invoices with equal keys apart by their content: an invoice keeps its key when another one comes. Earlier versions
 * numbered them in the order of their content, so these keys still lead to them. With `byContent`, an invoice without an
 * equal one also gets the key that it would have among equal ones, as it may have had one. An invoice with a fault in its key
 * does not take the key, or change the key, of another one.
 */
export function tellApart(keyed: readonly Keyed[], byContent: boolean): readonly Named[] {
  const groups = Map.groupBy(keyed, (one) => JSON.stringify([hasOtherKey(one), ...toInvoiceKey(one.key)]));
  return [...groups.values()].flatMap((group) => {
    const [only] = group;
    if (only !== undefined && hasOtherKey(only))
      return amongEqual(group).map((one) => ({ ...one, names: [toInvoiceKey(one.key)] }));
    if (only === undefined || group.length > 1) return amongEqual(group);
    const names = [toInvoiceKey(only.key), ...(byContent ? [withTie(only.key, tieOf(only.wire))] : [])];
    return [{ ...only, names }];
  });
}

function hasOtherKey({ fault }: Keyed): boolean {
  return fault?.isInKey === true;
}

function amongEqual(group: readonly Keyed[]): readonly Named[] {
  const inOrder = group
    .map((one) => ({ one, content: canonicalContent(one.wire) }))
    .sort((a, b) => (a.content === b.content ? 0 : a.content < b.content ? -1 : 1));
  let same = 0;
  return inOrder.map(({ one, content }, ordinal) => {
    same = content === inOrder[ordinal - 1]?.content ? same + 1 : 0;
    const key = { ...one.key, tie: digest(content) + (same === 0 ? '' : `.${same}`) };
    const older = ordinal === 0 ? '' : String(ordinal);
    return { ...one, key, names: [toInvoiceKey(key), withTie(one.key, older)] };
  });
}

function tieOf(wire: WireInvoice): string {
  return digest(canonicalContent(wire));
}

function withTie(key: V6Key, tie: string): InvoiceKey {
  return toInvoiceKey({ ...key, tie });
}
