import { expect, test } from 'vitest';
import { askOnceCompiled, insertAll, padded } from '../../src/store/compiled-once.ts';
import { type Builder, createBuilder, type Dialect, type Statement, type Steps } from '../../src/store/statements.ts';

const DIALECTS: readonly Dialect[] = ['SQLITE', 'POSTGRES'];

/** The statements of an operation, which gets no rows. */
function statementsOf(steps: Steps<unknown>): readonly Statement[] {
  const statements: Statement[] = [];
  for (let step = steps.next([]); step.done !== true; step = steps.next([])) statements.push(step.value);
  return statements;
}

function mark(write_id: string, subject = write_id) {
  return { company: 'acme', source: 'V6', subject, write_id };
}

function deleteMarks(database: Builder, company: string, subjects: readonly string[]) {
  return askOnceCompiled(database, {
    name: 'delete marks',
    values: { subjects, company },
    build: (of) =>
      database
        .deleteFrom('export_marks')
        .where('company', '=', of.company)
        .where('source', '=', 'V6')
        .where('subject', 'in', of.subjects),
  });
}

test.each(DIALECTS)('a statement of %s that is compiled once has the parameters of each call', (dialect) => {
  const database = createBuilder(dialect);
  const compile = (company: string, subjects: readonly string[]) => {
    const { sql, parameters } = database
      .deleteFrom('export_marks')
      .where('company', '=', company)
      .where('source', '=', 'V6')
      .where('subject', 'in', subjects)
      .compile();
    return [{ sql, parameters }];
  };
  for (const [company, subjects] of [
    ['acme', ['1', '2']],
    ['zeta', ['3', '4']],
    ['acme', ['5']],
    ['zeta', ['6']],
  ] as const)
    expect(statementsOf(deleteMarks(database, company, subjects))).toMatchObject(compile(company, subjects));
});

test.each(DIALECTS)('rows are inserted into %s in order, by few different statements', (dialect) => {
  const database = createBuilder(dialect);
  const texts = new Map<string, string | undefined>();
  for (let count = 0; count <= 260; count += 1) {
    const rows = Array.from({ length: count }, (_, index) => mark(`w-${index}`, `s-${index}`));
    const statements = statementsOf(insertAll(database, 'export_marks', rows));
    expect(statements.flatMap(({ parameters }) => parameters)).toEqual(rows.flatMap((row) => Object.values(row)));
    for (const { sql, name } of statements) texts.set(sql, name);
  }
  expect(texts.size).toBe(8);
  expect(new Set(texts.values()).size).toBe(8);
});

test('values are repeated until their number is a power of two', () => {
  expect([0, 1, 2, 3, 4, 5, 128, 129].map((count) => padded(new Array(count).fill('x')).length)).toEqual([
    1, 1, 2, 4, 4, 8, 128, 256,
  ]);
  expect(padded(['a', 'b', 'c'])).toEqual(['a', 'b', 'c', 'a']);
});

test('a value of a wrong form is a parameter like any other, and does not change the statement for later values', () => {
  const database = createBuilder('SQLITE');
  const wrong = { not: 'a text' } as unknown as string;
  const [first, second] = [mark(wrong), mark('w-1')].map((row) =>
    statementsOf(insertAll(database, 'export_marks', [row])),
  );
  expect(first?.[0]?.parameters).toEqual(['acme', 'V6', wrong, wrong]);
  expect(second?.[0]?.parameters).toEqual(['acme', 'V6', 'w-1', 'w-1']);
  const [deleted, again] = [[wrong], ['s-1']].map((subjects) => statementsOf(deleteMarks(database, 'acme', subjects)));
  expect(deleted?.[0]?.parameters).toEqual(['acme', 'V6', wrong]);
  expect(again?.[0]?.parameters).toEqual(['acme', 'V6', 's-1']);
});

test('a statement for all columns has no name: PostgreSQL would refuse it when columns are added', () => {
  const database = createBuilder('POSTGRES');
  const select = (columns: readonly 'subject'[]) =>
    statementsOf(
      askOnceCompiled(database, {
        name: `marks ${columns.join()}`,
        values: { company: 'acme' },
        build: ({ company }) => {
          const marks = database.selectFrom('export_marks').where('company', '=', company);
          return columns.length === 0 ? marks.selectAll() : marks.select(columns);
        },
      }),
    );
  expect(select([])[0]?.name).toBeUndefined();
  expect(select(['subject'])[0]?.name).toBeDefined();
});
