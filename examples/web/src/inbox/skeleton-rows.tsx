const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** Placeholders with the height of the rows, so that the layout does not shift. */
export function SkeletonRows() {
  return ROWS.map((row) => (
    <tr key={row} className="skeleton">
      <td className="pick" />
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
