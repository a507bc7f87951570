import { Link } from '../navigation/link.tsx';
import { searchOf } from '../navigation/location.ts';

interface Props {
  readonly id: string;
  /** The documents of the list that the user came from, in its order. */
  readonly ids: readonly string[];
}

/** The way to the documents before and after this one. Nothing if it is not in a known list. */
export function Neighbours({ id, ids }: Props) {
  const index = ids.indexOf(id);
  if (index < 0) return null;
  return (
    <nav className="neighbours" aria-label="List">
      <Step id={ids[index - 1]} text="Previous" />
      <span className="detail">
        {index + 1} of {ids.length}
      </span>
      <Step id={ids[index + 1]} text="Next" />
    </nav>
  );
}

function Step({ id, text }: { readonly id: string | undefined; readonly text: string }) {
  return id === undefined ? <span className="nothing">{text}</span> : <Link to={searchOf.document(id)}>{text}</Link>;
}
