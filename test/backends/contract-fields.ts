import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Schema = {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
};

/** The way to a value inside a document; a list stands for its first item. */
export type Path = readonly string[];

/** Every field without further fields that a contract names below one of its schemas. */
export function contractFields(contract: string, schemaName: string): readonly Path[] {
  const file = new URL(`../../contracts/${contract}.openapi.yaml`, import.meta.url);
  const { components } = parse(readFileSync(file, 'utf8')) as { components: { schemas: Record<string, Schema> } };
  const resolve = (schema: Schema): Schema => {
    const target = schema.$ref === undefined ? schema : components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    if (target === undefined) throw new Error(`${contract} has no ${schema.$ref}`);
    return target;
  };
  const fieldsOf = (given: Schema): readonly Path[] => {
    const schema = resolve(given);
    if (schema.items !== undefined) return fieldsOf(schema.items).map((path) => ['0', ...path]);
    if (schema.properties === undefined) return [[]];
    return Object.entries(schema.properties).flatMap(([name, one]) => fieldsOf(one).map((path) => [name, ...path]));
  };
  return fieldsOf({ $ref: schemaName });
}

/** The fields that a wire document holds. */
export function fieldsOfDocument(value: unknown): readonly Path[] {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => fieldsOfDocument(one).map((path) => [name, ...path]))
    : [[]];
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value);
}

/** A copy of the document with another value at a path. */
export function withValue<T>(document: T, path: Path, value: unknown): T {
  const copy = structuredClone(document);
  const parent = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = value;
  return copy;
}
