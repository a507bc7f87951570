import { addsUp } from '../domain/values/amounts.ts';
import { decimal } from './wire.ts';

/** Amounts of money rarely have more digits after the point. */
const UNITS = 10_000;

/** False if net plus tax is not gross, and all three are amounts. */
export function areConsistent(net: unknown, tax: unknown, gross: unknown): boolean {
  if (typeof net === 'number' && typeof tax === 'number' && typeof gross === 'number') {
    const [a, b, c] = [Math.round(net * UNITS), Math.round(tax * UNITS), Math.round(gross * UNITS)];
    // Whole units, exactly: a decimal of so few digits is the double that is nearest to it. Decimals would take ten times as long.
    const isExact = a / UNITS === net && b / UNITS === tax && c / UNITS === gross;
    if (isExact && Number.isSafeInteger(a) && Number.isSafeInteger(b) && Number.isSafeInteger(c)) return a + b === c;
  }
  return addsUp({ netAmount: decimal(net), taxAmount: decimal(tax), grossAmount: decimal(gross) });
}
