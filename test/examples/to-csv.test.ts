import { describe, expect, test } from 'vitest';
import { toCsv } from '../../examples/web/src/csv/to-csv.ts';

describe('a CSV file of the example frontend', () => {
  test.each([
    ['a name with letters of any language', 'UAB Žuvis 魚', 'UAB Žuvis 魚'],
    ['nothing', null, ''],
    ['a separator', 'Nets, hooks', '"Nets, hooks"'],
    ['quotes', 'UAB "Žuvis"', '"UAB ""Žuvis"""'],
    ['a line break', 'two\nlines', '"two\nlines"'],
    ['an amount', '1240.50', '1240.50'],
    ['a negative amount, which stays a number', '-12.10', '-12.10'],
    ['a formula', '=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
    ['a formula that begins with +', '+1+1', `"'+1+1"`],
    ['a formula that begins with -', '-1+1', `"'-1+1"`],
    ['a formula that begins with @', '@SUM(A1)', `"'@SUM(A1)"`],
    ['a formula after a tab', '\t=1+1', `"'\t=1+1"`],
    ['a formula after a line break', '\r=1+1', `"'\r=1+1"`],
    ['a formula with a wide sign', '＝1+1', `"'＝1+1"`],
  ])('has %s', (_what, value, cell) => {
    expect(toCsv([['before', value, 'after']])).toBe(`before,${cell},after\r\n`);
  });
});
