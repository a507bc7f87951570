const ROWS = Array.from({ length: 12 }, (_, index) => index);

/** As high as the rows that will take their place, so that nothing moves then. */
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
