import type { Source } from 'invoice-gateway-client';
import { SOURCE_NAMES } from './names.ts';

export function SourceBadge({ source }: { readonly source: Source }) {
  return (
    <span className="badge" data-source={source}>
      {SOURCE_NAMES[source]}
    </span>
  );
}
