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
export const contractFields = (contract: string, schemaName: string): readonly Path[] => {
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
};

/** The fields that a wire document holds. */
export const fieldsOfDocument = (value: unknown): readonly Path[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => fieldsOfDocument(one).map((path) => [name, ...path]))
    : [[]];

export const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], value);

/** A copy of the document with another value at a path. */
export const withValue = <T>(document: T, path: Path, value: unknown): T => {
  const copy = structuredClone(document);
  const parent = valueAt(copy, path.slice(0, -1)) as Record<string, unknown>;
  parent[path.at(-1) ?? ''] = value;
  return copy;
};
