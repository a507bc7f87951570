import type { Source } from '../../src/domain/source.ts';
import type { Fake } from './fake-account.ts';
import { createFakeIvesk } from './fake-ivesk.ts';
import { createFakeLightyear } from './fake-lightyear.ts';
import { createFakeV6 } from './fake-v6.ts';

/** A source as the contract suite looks at it. */
export interface Subject {
  readonly create: (count: number) => Fake;
  /** True for a list that documents join only at its end. Any other list has to be read again to find all of them. */
  readonly growsAtEnd: boolean;
}

export const FAKES: Readonly<Record<Source, Subject>> = {
  LIGHTYEAR: { create: createFakeLightyear, growsAtEnd: false },
  IVESK: { create: createFakeIvesk, growsAtEnd: true },
  V6: { create: createFakeV6, growsAtEnd: false },
};
