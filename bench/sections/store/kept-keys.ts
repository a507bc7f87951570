/** A connection to either database, and its words for what they call differently. */
export interface Filling {
  ask(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The numbers from 1 to `count`, as a table with the column `i`. */
  numbers(count: number): string;
  /** The hexadecimal digits of an expression. */
  hex(expression: string, digits: number): string;
  /** The text that creates the indexes of a table, by their names. Without those of primary keys. */
  readonly indexes: (table: string) => string;
}

/** An odd number: multiples of it are in no order, and each occurs once. */
const SCATTER = 2_654_435_761n;

/** The key with this number. Keys are in no order, like those of callers. */
export function keyOf(index: number): string {
  const scattered = (BigInt(index) * SCATTER) & 0xffff_ffffn;
  return `${toHex(scattered, 8)}-0000-4000-8000-${toHex(BigInt(index), 12)}`;
}

/** The write of that key. Writes are in the order of time. */
export function writeOf(index: number): string {
  return `00000000-0000-7000-8000-${toHex(BigInt(index), 12)}`;
}

/**
 * Copies the only write of the tables, and its key, until there are `count` more of each. Indexes are created again at the
 * end, and rows are inserted in the order of their primary keys: anything else takes hours.
 */
export async function fillKeys(filling: Filling, count: number): Promise<void> {
  const { ask, numbers, hex } = filling;
  const key = `${hex(`(i * ${SCATTER}) & 4294967295`, 8)} || '-0000-4000-8000-' || ${hex('i', 12)}`;
  const write = `'00000000-0000-7000-8000-' || ${hex('i', 12)}`;
  const columns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    writes: {
      id: write,
      idempotency_key: key,
      subject: `'["' || ${hex('i', 12)} || '"]'`,
      started_at: `started_at - ${count} + i`,
    },
    write_keys: { key, expires_at: 'expires_at + i' },
    keyed_writes: { key, write_id: write },
  };
  for (const [table, replaced] of Object.entries(columns)) {
    const indexes = await ask(filling.indexes(table));
    for (const { name } of indexes) await ask(`DROP INDEX ${String(name)}`);
    await ask(`CREATE TEMPORARY TABLE one_of_${table} AS SELECT * FROM ${table}`);
    const [row = {}] = await ask(`SELECT * FROM one_of_${table}`);
    const names = Object.keys(row);
    const values = names.map((name) => replaced[name] ?? name);
    const order = table === 'writes' ? 'i' : String(names.indexOf('key') + 1);
    await ask(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM one_of_${table}, ${numbers(count)} ORDER BY ${order}`,
    );
    for (const { sql } of indexes) await ask(String(sql));
  }
}

function toHex(value: bigint, digits: number): string {
  return value.toString(16).padStart(digits, '0');
}
