import type { Source } from 'invoice-gateway-client';
import { nameOfSource } from './names.ts';

export function SourceBadge({ source }: { readonly source: Source }) {
  return (
    <span className="badge" data-source={source}>
      {nameOfSource(source)}
    </span>
  );
}
