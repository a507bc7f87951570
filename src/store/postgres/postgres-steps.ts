import type { ClientBase, QueryResult } from 'pg';
import { createBuilder, type Operation } from '../statements.ts';
import { fromStored, toStored } from './postgres-text.ts';

type Row = Readonly<Record<string, unknown>>;

const builder = createBuilder('POSTGRES');

/** Carries out an operation on a connection to PostgreSQL. */
export async function runOn<Input, Output>(
  client: Pick<ClientBase, 'query'>,
  operation: Operation<Input, Output>,
  input: Input,
  onResult?: (result: Pick<QueryResult, 'command' | 'rowCount'>) => void,
): Promise<Output> {
  const steps = operation(builder, input);
  let step = steps.next([]);
  while (step.done !== true) {
    const { sql, parameters, name } = step.value;
    const values = parameters.map(toStored);
    const result = await client.query<Row>({ text: sql, values, ...(name !== undefined && { name }) });
    onResult?.(result);
    step = steps.next(result.rows.map(readRow));
  }
  return step.value;
}

/** Changes the row, which nothing else has seen. */
function readRow(row: Record<string, unknown>): Row {
  for (const [column, value] of Object.entries(row)) {
    const read = fromStored(value);
    if (read !== value) row[column] = read;
  }
  return row;
}
