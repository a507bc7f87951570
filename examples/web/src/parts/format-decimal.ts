/**
 * Formats an exact decimal: digits in groups of three, at least two decimals, without rounding. A number with an
 * exponent is returned unchanged.
 */
export function formatDecimal(value: string, minDecimals = 2): string {
  const [, sign, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === undefined) return value;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const padded = decimals.padEnd(minDecimals, '0');
  return `${sign === '-' ? '\u2212' : ''}${grouped}${padded === '' ? '' : `.${padded}`}`;
}
