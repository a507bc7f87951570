/**
 * An exact decimal for reading: digits in groups of three, two decimals at least, nothing rounded. What has an exponent stays
 * as it is.
 */
export function formatDecimal(value: string, minDecimals = 2): string {
  const [, sign, whole, decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) ?? [];
  if (whole === undefined) return value;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const padded = decimals.padEnd(minDecimals, '0');
  return `${sign === '-' ? '\u2212' : ''}${grouped}${padded === '' ? '' : `.${padded}`}`;
}
