import type { Call } from '../stand-in/call.ts';
import { isFilledText, isObject, jsonObject } from '../stand-in/json-object.ts';
import type { ImportRequest, ImportType } from '../world/lightyear/import-jobs.ts';
import { IMPORT_SHAPES } from './import-shapes.ts';

const MOST_OBJECTS = 10_000;
/** A mistake in a mapping affects every object: a few examples are enough. */
const MOST_FAULTS = 5;

/** The import that a call requests, or the fault of the request. */
export function importRequestOf(call: Call): { readonly request: ImportRequest } | { readonly fault: string } {
  const body = jsonObject(call, ['type', 'sourceApplicationCode', 'objects']);
  if ('fault' in body) return body;
  const { type, sourceApplicationCode, objects } = body.object;
  if (!isImportType(type)) return { fault: 'type is not a kind of import' };
  if (!isFilledText(sourceApplicationCode)) return { fault: 'sourceApplicationCode is missing' };
  if (!Array.isArray(objects)) return { fault: 'objects is not an array' };
  if (objects.length === 0 || objects.length > MOST_OBJECTS)
    return { fault: `objects does not have 1 to ${MOST_OBJECTS} items` };
  const faults = objects.flatMap((item: unknown, index) => IMPORT_SHAPES[type](item, `objects[${index}]`));
  if (faults.length > 0) return { fault: faults.slice(0, MOST_FAULTS).join('; ') };
  return { request: { type, sourceApplicationCode, objects: objects.filter(isObject) } };
}

function isImportType(value: unknown): value is ImportType {
  return typeof value === 'string' && Object.hasOwn(IMPORT_SHAPES, value);
}
