import type { Attack } from './attack.ts';
import { FROM_A_SOURCE } from './from-a-source.ts';
import { WITH_FILES_WRITE } from './with-files-write.ts';
import { WITH_INVOICES_READ } from './with-invoices-read.ts';
import { WITHOUT_SCOPE } from './without-scope.ts';
import { WITHOUT_TOKEN } from './without-token.ts';

export const ATTACKS: readonly Attack[] = [
  ...WITHOUT_TOKEN,
  ...WITHOUT_SCOPE,
  ...WITH_INVOICES_READ,
  ...WITH_FILES_WRITE,
  ...FROM_A_SOURCE,
];
