import type { WireDocument } from '../../sandbox/contract.ts';
import type { CompanyKey } from '../../sandbox/world/company-profile.ts';
import type { CompanyWorld, World } from '../../sandbox/world/world.ts';
import { SOURCES, type Source } from '../../src/domain/source.ts';

/** A document as its source holds it. */
export interface SampleDocument {
  readonly company: CompanyKey;
  readonly source: Source;
  readonly sourceId: string;
  /** As it is sent, with each number as its text. */
  readonly wire: SampleObject;
  /** Įvesk: the time when it entered each queue, in milliseconds since the epoch. */
  readonly digitizedAt?: number;
  readonly exportedAt?: number | undefined;
  /** False for a document that is not in the list without a filter. */
  readonly isListed?: boolean;
  /** V6: the day that a range is compared with. */
  readonly filedOn?: string;
}

export type SampleValue = string | boolean | null | NumberText | SampleObject | readonly SampleValue[];
export interface SampleObject {
  readonly [name: string]: SampleValue | undefined;
}

/** A JSON number: no digit of its text is lost. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Sample = Omit<SampleDocument, 'company' | 'source'>;

/** The documents of a company at each source. */
const SAMPLES: Readonly<Record<Source, (company: CompanyWorld) => readonly Sample[]>> = {
  LIGHTYEAR: ({ lightyear }) =>
    lightyear.exportableAfter(0).map(({ id, document }) => ({ sourceId: id, wire: withNumberTexts(document) })),
  IVESK: ({ ivesk }) =>
    ivesk.digitized().flatMap(({ id, document, digitizedAt, exportedAt }) => {
      if (id === undefined) return [];
      // The list is of the queue that is asked without a filter.
      const isListed = exportedAt !== undefined;
      return [{ sourceId: id, wire: withNumberTexts(document), digitizedAt, exportedAt, isListed }];
    }),
  V6: ({ v6 }) =>
    v6.entries().flatMap(({ date, document }) => {
      const { invoiceNo } = document;
      return typeof invoiceNo === 'string'
        ? [{ sourceId: invoiceNo, wire: withNumberTexts(document), filedOn: date }]
        : [];
    }),
};

/** All documents of the sources that can be shown: those without a key cannot. */
export function sampleDocuments(world: World): readonly SampleDocument[] {
  return Object.values(world).flatMap((company) =>
    SOURCES.flatMap((source) =>
      SAMPLES[source](company).map((sample) => ({ ...sample, company: company.profile.key, source })),
    ),
  );
}

/** The wire form of an object, through its JSON text, as the stand-ins send that. */
function withNumberTexts(document: WireDocument): SampleObject {
  const keepText = (_name: string, value: unknown, { source = '' }: { source?: string } = {}) =>
    typeof value === 'number' ? new NumberText(source) : value;
  return JSON.parse(JSON.stringify(document), keepText) as SampleObject;
}
