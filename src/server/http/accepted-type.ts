/** What a GraphQL answer can be; the first where the client does not mind. */
const TYPES = ['application/json', 'application/graphql-response+json'] as const;

/** A part of an `accept` header. */
interface Range {
  /** In lower case, without parameters. */
  readonly type: string;
  /** 1 where it is not given; 0 = not accepted. */
  readonly quality: number;
  readonly index: number;
}

/**
 * The content-type of a GraphQL answer for an `accept` header, chosen as Apollo Server chooses it: by quality, then by how
 * exactly the client names it, then by the client's order. JSON where it accepts neither, as an error has to be told in some
 * form.
 */
export function acceptedType(accept = '*/*'): string {
  const ranges = accept.toLowerCase().split(',').map(toRange);
  const candidates = TYPES.flatMap((type) => {
    const range = ranges.filter((one) => includes(one, type)).sort(byExactness)[0];
    return range === undefined || range.quality === 0 ? [] : { type, range };
  });
  candidates.sort((a, b) => b.range.quality - a.range.quality || byExactness(a.range, b.range));
  return `${candidates[0]?.type ?? TYPES[0]}; charset=utf-8`;
}

function toRange(part: string, index: number): Range {
  const [type = '', ...parameters] = part.split(';').map((piece) => piece.trim());
  const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { type, quality: quality === undefined ? 1 : Number.parseFloat(quality) || 0, index };
}

function includes({ type: range }: Range, type: string): boolean {
  return range === type || range === 'application/*' || range === '*/*';
}

/** More exact first, then the client's order. */
function byExactness(a: Range, b: Range): number {
  return wildcardsIn(a) - wildcardsIn(b) || a.index - b.index;
}

function wildcardsIn({ type }: Range): number {
  return type.split('*').length - 1;
}
