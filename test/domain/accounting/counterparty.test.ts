// cspell:words burobedarf lodz transp transportas vilniaus zuvis arcy
import { describe, expect, test } from 'vitest';
import { counterpartyOf } from '../../../src/domain/accounting/counterparty.ts';
import { BLANK_CUSTOMER, blankSupplier } from '../../../src/domain/blank-invoice.ts';
import type { Customer, InvoiceDirection, SupplierCard } from '../../../src/domain/invoice.ts';

const REF = { company: 'acme', source: 'IVESK', key: ['k'] } as const;

function otherParty(direction: InvoiceDirection, parties: { supplier?: SupplierCard; customer?: Customer }) {
  return counterpartyOf({ direction, supplier: null, customer: null, ref: REF, ...parties });
}
function keyOfSupplier(fields: Partial<SupplierCard>): string | undefined {
  return otherParty('PURCHASE', { supplier: { ...blankSupplier(REF), ...fields } })?.key;
}
function keyOfCustomer(fields: Partial<Customer>): string | undefined {
  return otherParty('SALE', { customer: { ...BLANK_CUSTOMER, ...fields } })?.key;
}

test('the counterparty is the supplier of a purchase and the customer of a sale', () => {
  const supplier = { ...blankSupplier(REF), name: 'S', code: '1', taxNumber: 'LT100001738313' };
  const customer = { ...BLANK_CUSTOMER, name: 'C', code: '007' };
  const both = { supplier, customer };
  expect(otherParty('PURCHASE', both)).toMatchObject({ name: 'S', code: '1', taxNumber: 'LT100001738313' });
  expect(otherParty('SALE', both)).toMatchObject({ name: 'C', code: '007', taxNumber: null });
  expect(otherParty('UNKNOWN', both)).toBeNull();
  expect(otherParty('PURCHASE', { customer })).toBeNull();
  expect(otherParty('SALE', { supplier })).toBeNull();
});

describe('the key of a counterparty', () => {
  test('is the same for one tax number, however it is written and whatever the name is', () => {
    const written = [
      { taxNumber: 'LT100001738313', name: 'UAB Vilniaus transportas' },
      { taxNumber: 'lt 100 001 738-313', name: 'Vilniaus transp.' },
      { taxNumber: '100001738313', countryCode: 'LT' },
    ];
    expect(new Set(written.map(keyOfSupplier)).size).toBe(1);
    expect(keyOfCustomer({ taxNumber: 'LT100001738313' })).toBe(keyOfSupplier({ taxNumber: 'LT100001738313' }));
  });

  test('differs for one number of two countries, and follows the VAT code of Greece', () => {
    expect(keyOfSupplier({ taxNumber: '811907355', countryCode: 'DE' })).not.toBe(
      keyOfSupplier({ taxNumber: '811907355', countryCode: 'GB' }),
    );
    expect(keyOfSupplier({ taxNumber: '123456789', countryCode: 'GR' })).toBe(
      keyOfSupplier({ taxNumber: 'EL123456789', countryCode: 'GR' }),
    );
  });

  test.each([
    ['UAB „Žuvis“', 'Žuvis, UAB'],
    ['UAB Žuvis', 'uab zuvis'],
    ['Müller Bürobedarf AG', 'MULLER  BUROBEDARF AG'],
    ['Łódź Ltd.', 'Lodz Ltd'],
    ["D'Arcy Cold Stores", 'D’Arcy Cold Stores'],
    ['Weiß', 'WEISS'],
  ])('is the same for the names %j and %j, without a tax number', (one, other) => {
    expect(keyOfSupplier({ name: one })).toBe(keyOfCustomer({ name: other }));
  });

  test('differs for parties of other names', () => {
    expect(keyOfSupplier({ name: 'UAB Žuvis' })).not.toBe(keyOfSupplier({ name: 'MB Žuvis' }));
  });

  test.each(['-', '0', 'N/A', '000000000', ''])('does not take %j for a tax number', (taxNumber) => {
    expect(keyOfSupplier({ taxNumber, name: 'A' })).toBe(keyOfSupplier({ name: 'A' }));
  });

  test('is there for a party without tax number and name: by its code, else by its document', () => {
    expect(keyOfCustomer({ code: '007' })).not.toBe(keyOfCustomer({ code: '7' }));
    expect(keyOfCustomer({ name: '—' })).toContain('k');
  });
});
