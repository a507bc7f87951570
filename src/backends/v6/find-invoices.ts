import type { Invoice } from '../../domain/invoice.ts';
import { BackendBadResponse, GatewayError } from '../../errors/catalogue.ts';
import type { Reads } from '../backend.ts';
import { errorAsValue } from '../rest-client.ts';
import { isTie, toInvoiceKey, type V6Key } from './invoice-key.ts';
import { keysByRange, type RangeOfKeys } from './ranges/keys-by-range.ts';
import { type Range, type RangeEntry, readRange } from './ranges/read-range.ts';
import type { V6Account } from './v6-account.ts';

type Found = Invoice | null | GatewayError;

/** Finds invoices by their keys, in as few ranges as possible. Returns them in the order of the keys. */
export async function findInvoices(
  keys: readonly V6Key[],
  account: V6Account,
  reads: Reads,
): Promise<readonly Found[]> {
  const found = new Map<V6Key, Found>();
  await Promise.all(keysByRange(keys).map((ofRange) => findInRange(ofRange, found, account, reads)));
  return keys.map((key) => found.get(key) ?? null);
}

/** Keeps only the requested invoices: each answer contains a whole range, and many can be in flight. */
async function findInRange(
  { range, keys }: RangeOfKeys,
  found: Map<V6Key, Found>,
  account: V6Account,
  reads: Reads,
): Promise<void> {
  const byContent = keys.some(({ tie }) => isTie(tie));
  const answer = await errorAsValue(readRange(account, range, reads, byContent));
  if (answer instanceof GatewayError) {
    for (const key of keys) found.set(key, answer);
    return;
  }
  const byName = new Map(
    answer.entries.flatMap(({ names, invoice }) => names.map((name) => [JSON.stringify(name), invoice] as const)),
  );
  for (const key of keys) {
    const one = byName.get(JSON.stringify(toInvoiceKey(key)));
    found.set(key, one ?? (mayHave(answer, key) ? amongOthers(account) : null));
  }
}

/** True if an invoice of the range may be the one of the key, although its own key is another one, or cannot be read. */
function mayHave({ isWhole, entries }: Range, key: V6Key): boolean {
  return !isWhole || entries.some((entry) => lacksPartOf(entry, key));
}

/** True if the key of the entry is the other key without some of its parts: V6 leaves out a field without data. */
function lacksPartOf({ key: one, invoice }: RangeEntry, other: V6Key): boolean {
  if (one.invoiceNo !== other.invoiceNo) return false;
  const isUndated = other.days.kind === 'OWN_DATE' && !(invoice instanceof GatewayError) && invoice.issueDate === null;
  const isSame = one.customerCode === other.customerCode && one.fileType === other.fileType;
  const fits = (part: string, whole: string) => part === '' || part === whole;
  return (isUndated || !isSame) && fits(one.customerCode, other.customerCode) && fits(one.fileType, other.fileType);
}

function amongOthers({ accountId }: V6Account): BackendBadResponse {
  return new BackendBadResponse('V6 lists invoices with unreadable or missing parts, and this may be one of them', {
    accountId,
  });
}
