import type { ClientBase } from 'pg';
import { createBuilder, type Operation } from '../statements.ts';
import { fromStored, toStored } from './postgres-text.ts';

type Row = Readonly<Record<string, unknown>>;

const builder = createBuilder('POSTGRES');

/** Carries out an operation on a connection to PostgreSQL. */
export async function runOn<Input, Output>(
  client: Pick<ClientBase, 'query'>,
  operation: Operation<Input, Output>,
  input: Input,
): Promise<Output> {
  const steps = operation(builder, input);
  let step = steps.next([]);
  while (step.done !== true) {
    const { sql, parameters } = step.value;
    const { rows } = await client.query<Row>(sql, parameters.map(toStored));
    step = steps.next(rows.map(readRow));
  }
  return step.value;
}

function readRow(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, fromStored(value)]));
}
