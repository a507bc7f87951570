import type { ImportObjectsInput, StartImportInput } from '../../__generated__/resolvers.ts';
import { hasMoreCharactersThan } from '../arguments.ts';
import { checkSupplierCard } from './check-supplier-card.ts';
import { FaultList } from './fault-list.ts';

const MAX_OBJECTS = 10_000;
const MAX_CODE = 200;

/** Throws Faults with all faults of an input. The source checks the rest. */
export function checkImport({ sourceApplicationCode, objects }: StartImportInput): void {
  const faults = new FaultList();
  checkCode(sourceApplicationCode, faults);
  checkObjects(objects, faults);
  faults.throwAny();
}

function checkCode(code: string, faults: FaultList): void {
  const field = ['input', 'sourceApplicationCode'];
  if (code.trim() === '')
    faults.add(field, 'sourceApplicationCode is blank: name the system that the objects come from');
  if (hasMoreCharactersThan(MAX_CODE, code))
    faults.add(field, `sourceApplicationCode has more than ${MAX_CODE} characters: shorten it`);
}

function checkObjects(given: ImportObjectsInput, faults: FaultList): void {
  if (given.supplierCards) checkEach(given.supplierCards, ['supplierCards'], checkSupplierCard, faults);
  else if (given.glCodes) checkEach(given.glCodes, ['glCodes'], checkDescribed, faults);
  else if (given.taxCodes) checkEach(given.taxCodes, ['taxCodes'], checkDescribed, faults);
  else checkEach(given.categories.items, ['categories', 'items'], checkDescribed, faults);
}

function checkEach<T extends { readonly sourceId: string }>(
  objects: readonly T[],
  place: readonly string[],
  check: (object: T, field: readonly string[], faults: FaultList) => void,
  faults: FaultList,
): void {
  const field = ['input', 'objects', ...place];
  if (objects.length < 1 || objects.length > MAX_OBJECTS) {
    const [count, max] = [objects.length, MAX_OBJECTS].map((number) => number.toLocaleString('en'));
    faults.add(field, `${place.at(-1)} has ${count} entries: send 1 to ${max} at once`);
  }
  for (const [index, object] of objects.entries()) {
    const ofObject = [...field, String(index)];
    if (object.sourceId.trim() === '')
      faults.add([...ofObject, 'sourceId'], 'sourceId is blank: give the key in the system that it comes from');
    check(object, ofObject, faults);
  }
}

function checkDescribed(
  { description }: { readonly description: string },
  field: readonly string[],
  faults: FaultList,
): void {
  if (description.trim() === '')
    faults.add([...field, 'description'], 'description is blank: say in words what it stands for');
}
