import type { SupplierCardInput, SupplierTermsInput } from '../../__generated__/resolvers.ts';
import { hasMoreCharactersThan } from '../arguments.ts';
import type { FaultList } from './fault-list.ts';

const MAX_LINES = 5;
const MAX_LINE = 50;

/** The two ways of finding a due date that count days. A supplier card accepts days with these only. */
const WITH_DAYS: ReadonlySet<SupplierTermsInput['type']> = new Set(['FROM_BILL_DATE', 'FROM_END_OF_MONTH']);

/** Adds the faults of a card, except for those of its key, which all objects have. */
export function checkSupplierCard(card: SupplierCardInput, field: readonly string[], faults: FaultList): void {
  if (card.name.trim() === '') faults.add([...field, 'name'], "name is blank: give the supplier's full name");
  if (card.addressLines) checkLines(card.addressLines, [...field, 'addressLines'], faults);
  if (card.terms) checkTerms(card.terms, [...field, 'terms', 'days'], faults);
}

function checkLines(lines: readonly string[], field: readonly string[], faults: FaultList): void {
  for (const [index, line] of lines.slice(0, MAX_LINES).entries()) {
    if (hasMoreCharactersThan(MAX_LINE, line))
      faults.add([...field, String(index)], `This line has more than ${MAX_LINE} characters: shorten it`);
  }
  if (lines.length > MAX_LINES)
    faults.add(
      [...field, String(MAX_LINES)],
      `There are ${lines.length} lines: an address has at most ${MAX_LINES}, put the rest into those`,
    );
}

function checkTerms({ type, days }: SupplierTermsInput, field: readonly string[], faults: FaultList): void {
  const isGiven = days !== null && days !== undefined;
  if (!WITH_DAYS.has(type)) {
    if (isGiven) faults.add(field, `${type} takes no days: leave them out`);
  } else if (!isGiven) faults.add(field, `${type} needs days: say how many, 0 or more`);
  else if (days < 0) faults.add(field, `days is ${days}: it has to be 0 or more`);
}
