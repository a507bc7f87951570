/** The systems behind the gateway, in the order in which lists go round. */
export const SOURCES = ['LIGHTYEAR', 'IVESK', 'V6'] as const;

export type Source = (typeof SOURCES)[number];

/** A source's name in the configuration file and in paths. */
export function sectionName(source: Source): string {
  return source.toLowerCase();
}

/** Sources where a sync error is a rejection, after which the document does not wait for export any more. */
export const REJECTING_SOURCES: ReadonlySet<string> = new Set<Source>(['LIGHTYEAR']);
