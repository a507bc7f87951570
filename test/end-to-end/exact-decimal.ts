/**
 * Exact decimals for tests to count with: on purpose a different way from the one that is tested, and none of its code.
 */
export interface Exact {
  readonly units: bigint;
  /** Decimal places of `units`. */
  readonly places: number;
}

/** A number as JSON or a Decimal writes it: "-12.50", "1e21", "2.5E-7". */
export function exact(text: string): Exact {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const places = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return places >= 0 ? { units, places } : { units: units * 10n ** BigInt(-places), places: 0 };
}

export function plus(a: Exact, b: Exact): Exact {
  const places = Math.max(a.places, b.places);
  return { units: scaled(a, places) + scaled(b, places), places };
}

export function minus(a: Exact, { units, places }: Exact): Exact {
  return plus(a, { units: -units, places });
}

/** One text for each number, however it was written: trailing zeros are not promised, all other digits are. */
export function plain({ units, places }: Exact): string {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  const fraction = digits.slice(digits.length - places).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

function scaled({ units, places }: Exact, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - places);
}
