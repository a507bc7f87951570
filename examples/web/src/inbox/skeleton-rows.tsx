const ROWS = Array.from({ length: 12 }, (_, index) => index);

interface Props {
  /** False for a table whose rows cannot be selected. */
  readonly isSelectable?: boolean;
}

/** Placeholders with the height of the rows, so that the layout does not shift. */
export function SkeletonRows({ isSelectable = true }: Props) {
  return ROWS.map((row) => (
    <tr key={row} className="skeleton">
      {isSelectable && <td className="pick" />}
      <td>
        <span />
        <span />
      </td>
      <td className="wide">
        <span />
      </td>
      <td className="wide">
        <span />
      </td>
      <td className="wide">
        <span />
      </td>
      <td className="wide">
        <span />
      </td>
      <td className="number">
        <span />
      </td>
    </tr>
  ));
}
