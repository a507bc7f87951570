import { Link } from '../navigation/link.tsx';

/** Searches that are asked for often. Each is a link, so any other search can be a bookmark in the same way. */
const VIEWS: readonly (readonly [string, string])[] = [
  ['All', '?page=search'],
  ['Overdue', '?page=search&due=overdue&direction=PURCHASE&state=AWAITING_EXPORT&sort=DUE_DATE'],
  ['Due soon', '?page=search&due=soon&direction=PURCHASE&state=AWAITING_EXPORT&sort=DUE_DATE'],
  ['Possible duplicates', '?page=search&duplicates=yes&sort=NUMBER'],
];

export function Views({ search }: { readonly search: string }) {
  return (
    <nav className="views" aria-label="Views">
      <ul>
        {VIEWS.map(([name, to]) => (
          <li key={name}>
            <Link to={to} aria-current={to === search ? 'true' : undefined}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
