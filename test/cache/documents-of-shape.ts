import { ContractDeviations } from '../../src/backends/contract-deviations.ts';
import { mapDocument } from '../../src/backends/ivesk/map-document.ts';
import { parseJson } from '../../src/backends/json/parse-json.ts';
import { mapInvoice } from '../../src/backends/lightyear/mapping/map-invoice.ts';
import { mapInvoice as mapV6Invoice } from '../../src/backends/v6/map-invoice.ts';
import { IVESK_DOCUMENTS, LIGHTYEAR_INVOICES, V6_INVOICES } from '../backends/whole-documents.ts';

/** Documents of one kind that a source may send: the text of the nth answer, and the value that is kept. */
export interface Shape {
  readonly name: string;
  /** True for documents as sources usually send them: the estimate for these must not be too high either. */
  readonly isOrdinary: boolean;
  readonly text: (n: number) => string;
  readonly parse: (text: string, n: number) => unknown;
}

const deviations = new ContractDeviations({ source: 'LIGHTYEAR', company: 'acme' }, { warn: () => {} });

function asLightyear(text: string, n: number) {
  return mapInvoice(
    parseJson(text, { source: 'LIGHTYEAR', company: 'acme' }) as object,
    { company: 'acme', source: 'LIGHTYEAR', key: [`id-${n}`] },
    `id-${n}`,
    deviations,
  );
}

const accessors = new Map<object, readonly string[]>();

/** The names of the getters of a class: each of them maps a part of the document. */
function accessorsOf(prototype: object): readonly string[] {
  const known = accessors.get(prototype);
  if (known !== undefined) return known;
  const names = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { get }]) =>
    get && name !== '__proto__' ? name : [],
  );
  accessors.set(prototype, names);
  return names;
}

function readWhole(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) readWhole(Reflect.get(value, name));
  for (const name of accessorsOf(Object.getPrototypeOf(value))) readWhole(Reflect.get(value, name));
}

/** Maps all parts of the document. */
function asReadLightyear(text: string, n: number) {
  const invoice = asLightyear(text, n);
  readWhole(invoice);
  return invoice;
}
function asIvesk(text: string, n: number) {
  return mapDocument(
    JSON.parse(text) as object,
    { company: 'acme', source: 'IVESK', key: [`id-${n}`] },
    `id-${n}`,
    deviations,
  );
}
function asV6Range(text: string) {
  return (JSON.parse(text) as object[]).map((wire, n) =>
    mapV6Invoice(wire, { company: 'acme', source: 'V6', key: [`id-${n}`] }, `id-${n}`, { currency: 'EUR', deviations }),
  );
}

function repeat<T>(count: number, item: (index: number) => T) {
  return Array.from({ length: count }, (_, index) => item(index));
}

/** The text of a document whose texts and amounts differ for each `n`. */
function template(document: object, linesName: string, lineCount: number) {
  const [line] = (document as Record<string, unknown[]>)[linesName] ?? [];
  let values = 0;
  const text = JSON.stringify({ ...document, [linesName]: repeat(lineCount, () => line) }, (_name, value: unknown) => {
    values += 1;
    if (typeof value === 'number') return `#${values}`;
    return typeof value === 'string' && / 1$/.test(value) ? `${value}${values}-@` : value;
  }).replace(/"#(\d+)"/g, '@.$1');
  return (n: number) => text.replaceAll('@', String(n));
}
const v6Invoice = template(V6_INVOICES[0], 'lines', 5);
function v6Range(n: number) {
  return `[${repeat(20, (index) => v6Invoice(n * 20 + index))}]`;
}

function lines(...items: readonly unknown[]) {
  return JSON.stringify({ lineItems: items });
}

const lightyear = template(LIGHTYEAR_INVOICES[0], 'lineItems', 10);

const ordinary = [
  { name: 'invoices of Lightyear that nobody has read', text: lightyear, parse: asLightyear },
  { name: 'invoices of Lightyear that are read whole', text: lightyear, parse: asReadLightyear },
  { name: 'documents of Įvesk', text: template(IVESK_DOCUMENTS[0], 'lines', 10), parse: asIvesk },
  { name: 'ranges of V6', text: v6Range, parse: asV6Range },
] as const;

const odd = [
  { name: 'arrays in arrays', text: () => lines(...repeat(500, () => [])) },
  { name: 'lines without a field', text: () => lines(...repeat(500, () => ({}))) },
  { name: 'lines with a category each', text: () => lines(...repeat(200, () => ({ categories: [{}] }))) },
  { name: 'objects nested deep', text: () => `{"lineItems":[${'{"taxCode":'.repeat(500)}1${'}'.repeat(500)}]}` },
  {
    name: 'amounts',
    text: (n: number) => lines(...repeat(200, (at) => ({ quantity: n + at / 8, amountExclTax: n / 3 + at }))),
  },
  { name: 'numbers in arrays', text: (n: number) => JSON.stringify({ tags: repeat(2_000, (at) => n + at / 8) }) },
  { name: 'short texts', text: (n: number) => JSON.stringify({ tags: repeat(1_000, (at) => `${n}.${at}`) }) },
  { name: 'long texts', text: (n: number) => JSON.stringify({ invoiceNumber: `${n}`.padEnd(50_000, 'x') }) },
  {
    name: 'long texts in other alphabets',
    text: (n: number) => JSON.stringify({ invoiceNumber: `${n}`.padEnd(50_000, 'ž') }),
  },
  {
    name: 'names that no contract has',
    text: (n: number) => lines(...repeat(50, (at) => ({ [`name-${n}-${at}`]: 1 }))),
  },
  {
    name: 'objects with many names',
    text: () => lines(...repeat(3, () => Object.fromEntries(repeat(300, (at) => [`field${at}`, at])))),
  },
  { name: 'names that are numbers', text: () => lines(...repeat(50, (at) => ({ [at * 1_000]: 1, [at]: 2 }))) },
  { name: 'next to nothing', text: () => '{}' },
] as const;

export const SHAPES: readonly Shape[] = [
  ...ordinary.map((shape) => ({ ...shape, isOrdinary: true })),
  ...odd.map((shape) => ({ ...shape, parse: asReadLightyear, isOrdinary: false })),
];
