import type { NonEmpty } from './random.ts';

/** The goods of a line of business, and the ledger account for purchases of them. */
export interface Trade {
  readonly glCode: string;
  readonly account: string;
  readonly goods: NonEmpty<Good>;
}

export interface Good {
  readonly code: string;
  readonly name: string;
  readonly unit: string;
  /** Net price of one unit, in hundredths of the currency. */
  readonly cents: number;
}

export type TradeName = 'office' | 'fuel' | 'it' | 'freight' | 'food' | 'building';

export const TRADES: Readonly<Record<TradeName, Trade>> = {
  office: {
    glCode: '7500',
    account: 'Office supplies',
    goods: [
      { code: 'A4-80-500', name: 'Copier paper A4, 80 g, 500 sheets', unit: 'pcs', cents: 449 },
      { code: 'TN-2420', name: 'Toner cartridge TN-2420', unit: 'pcs', cents: 6890 },
      { code: 'CHAIR-ERG', name: 'Office chair, ergonomic', unit: 'pcs', cents: 18950 },
      { code: 'PEN-12', name: 'Ball pens, blue, box of 12', unit: 'box', cents: 525 },
    ],
  },
  fuel: {
    glCode: '7300',
    account: 'Vehicle fuel',
    goods: [
      { code: 'DIESEL', name: 'Diesel', unit: 'l', cents: 148 },
      { code: 'PETROL95', name: 'Petrol 95', unit: 'l', cents: 155 },
      { code: 'ADBLUE', name: 'AdBlue', unit: 'l', cents: 89 },
    ],
  },
  it: {
    glCode: '7550',
    account: 'Software and hosting',
    goods: [
      { code: 'SRV-M4', name: 'Cloud server M4, one month', unit: 'month', cents: 8400 },
      { code: 'LIC-OFFICE', name: 'Office licence, one user and month', unit: 'user', cents: 1170 },
      { code: 'SUPPORT-H', name: 'Support & maintenance, hour', unit: 'h', cents: 9500 },
      { code: 'NB-14', name: 'Notebook 14", 32 GB', unit: 'pcs', cents: 132900 },
    ],
  },
  freight: {
    glCode: '5100',
    account: 'Carriage',
    goods: [
      { code: 'FTL', name: 'Full truck load', unit: 'trip', cents: 98000 },
      { code: 'PAL', name: 'Pallet, next day', unit: 'pallet', cents: 4250 },
      { code: 'FSC', name: 'Fuel surcharge', unit: 'pcs', cents: 1575 },
      { code: 'STORAGE-D', name: 'Storage, pallet and day', unit: 'day', cents: 62 },
    ],
  },
  food: {
    glCode: '7400',
    account: 'Travel and entertainment',
    goods: [
      { code: 'LUNCH', name: 'Business lunch', unit: 'pcs', cents: 1890 },
      { code: 'COFFEE-1KG', name: 'Coffee beans, 1 kg', unit: 'kg', cents: 1699 },
      { code: 'WATER-19', name: 'Drinking water, 19 l', unit: 'pcs', cents: 640 },
    ],
  },
  building: {
    glCode: '7800',
    account: 'Repairs and maintenance',
    goods: [
      { code: 'PAINT-10', name: 'Wall paint, white, 10 l', unit: 'pcs', cents: 3799 },
      { code: 'SCREW-4X40', name: 'Screws 4 × 40 mm, box of 200', unit: 'box', cents: 815 },
      { code: 'LABOUR', name: 'Labour', unit: 'h', cents: 4200 },
      { code: 'PIPE-22', name: 'Copper pipe 22 mm, 3 m', unit: 'pcs', cents: 2385 },
    ],
  },
};
