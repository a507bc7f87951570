import type { WireDocument } from '../../sandbox/contract.ts';
import type { CompanyKey } from '../../sandbox/world/company-profile.ts';
import type { World } from '../../sandbox/world/world.ts';

/** A document as its source holds it. */
export interface SampleDocument {
  readonly company: CompanyKey;
  readonly source: 'LIGHTYEAR' | 'IVESK' | 'V6';
  readonly sourceId: string;
  /** As it is sent, with each number as its text. */
  readonly wire: SampleObject;
  /** Įvesk: when it entered each queue, milliseconds since the epoch. */
  readonly digitizedAt?: number;
  readonly exportedAt?: number | undefined;
  /** V6: the day a range is compared with. */
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

/** Everything that the three sources hold and that can be shown: what has no key cannot. */
export function sampleDocuments(world: World): readonly SampleDocument[] {
  return (['acme', 'borealis'] as const).flatMap((company): SampleDocument[] => {
    const { lightyear, ivesk, v6 } = world[company];
    const ofLightyear = lightyear.exportableAfter(0).map(({ id, document }) => ({
      company,
      source: 'LIGHTYEAR' as const,
      sourceId: id,
      wire: withNumberTexts(document),
    }));
    const ofIvesk = ivesk.digitized().flatMap(({ id, document, digitizedAt, exportedAt }) =>
      id === undefined
        ? []
        : [
            {
              company,
              source: 'IVESK' as const,
              sourceId: id,
              wire: withNumberTexts(document),
              digitizedAt,
              exportedAt,
            },
          ],
    );
    const ofV6 = v6.entries().flatMap(({ date, document }) => {
      const { invoiceNo } = document;
      return typeof invoiceNo === 'string'
        ? [{ company, source: 'V6' as const, sourceId: invoiceNo, wire: withNumberTexts(document), filedOn: date }]
        : [];
    });
    return [...ofLightyear, ...ofIvesk, ...ofV6];
  });
}

/** By way of its JSON text, as that is what is sent. */
function withNumberTexts(document: WireDocument): SampleObject {
  const keepText = (_name: string, value: unknown, { source = '' }: { source?: string } = {}) =>
    typeof value === 'number' ? new NumberText(source) : value;
  return JSON.parse(JSON.stringify(document), keepText) as SampleObject;
}
