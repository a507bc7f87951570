import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import { createBuilder, type Operation } from '../statements.ts';

/** Statements that are kept compiled. Their texts are few: only the number of values of a list differs. */
const MAX_STATEMENTS = 500;

/** Carries out an operation. */
export type Run = <Input, Output>(operation: Operation<Input, Output>, input: Input) => Output;

/** Carries out operations on a connection to SQLite. */
export function createRun(database: DatabaseSync): Run {
  const builder = createBuilder('SQLITE');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    if (statements.size === MAX_STATEMENTS) statements.clear();
    const prepared = database.prepare(sql);
    statements.set(sql, prepared);
    return prepared;
  };
  return (operation, input) => {
    const steps = operation(builder, input);
    let step = steps.next([]);
    while (step.done !== true) {
      const { sql, parameters } = step.value;
      step = steps.next(prepare(sql).all(...(parameters as readonly SQLInputValue[])));
    }
    return step.value;
  };
}
