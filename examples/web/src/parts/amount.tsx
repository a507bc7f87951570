import { formatDecimal } from './format-decimal.ts';

interface Props {
  readonly value: string | null | undefined;
  readonly currency?: string | null;
}

/** An amount with every digit from the source. */
export function Amount({ value, currency }: Props) {
  if (value == null) return <Nothing />;
  return (
    <span className="amount">
      {formatDecimal(value)}
      {currency && <span className="currency">{` ${currency}`}</span>}
    </span>
  );
}

/** Shown for a value that the source does not provide. */
export function Nothing() {
  return (
    <>
      <span aria-hidden="true" className="nothing">
        –
      </span>
      <span className="unseen">not given</span>
    </>
  );
}
