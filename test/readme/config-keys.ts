import type { z } from 'zod';

/** A setting of the configuration file as its schema declares it. */
export interface Setting {
  readonly key: string;
  readonly isRequired: boolean;
  /** Undefined if it has no default. */
  readonly fallback: unknown;
}

/** The parts of a schema that lead to its keys. */
interface Definition {
  readonly type: string;
  readonly innerType?: z.core.$ZodType;
  readonly in?: z.core.$ZodType;
  readonly out?: z.core.$ZodType;
  readonly valueType?: z.core.$ZodType;
  readonly shape?: Readonly<Record<string, z.core.$ZodType>>;
  readonly defaultValue?: unknown;
}

const OPTIONAL: ReadonlySet<string> = new Set(['optional', 'default', 'prefault']);

/** The settings of the section that a path of keys leads to; `*` stands for any key of a mapping. */
export function settingsAt(schema: z.core.$ZodType, path: readonly string[]): readonly Setting[] {
  const [key, ...rest] = path;
  if (key === undefined) return Object.entries(shapeOf(schema) ?? {}).map(([name, one]) => toSetting(name, one));
  const next = key === '*' ? itemOf(schema) : shapeOf(schema)?.[key];
  if (next === undefined) throw new Error(`The configuration has no key ${key}`);
  return settingsAt(next, rest);
}

function toSetting(key: string, schema: z.core.$ZodType): Setting {
  const { type, defaultValue } = definitionOf(schema);
  return { key, isRequired: !OPTIONAL.has(type), fallback: type === 'default' ? defaultValue : undefined };
}

function shapeOf(schema: z.core.$ZodType): Definition['shape'] {
  return find(schema, ({ shape }) => shape);
}

function itemOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  return find(schema, ({ type, valueType }) => (type === 'record' ? valueType : undefined));
}

/** Looks below defaults, preprocessing and transformations. */
function find<Found>(schema: z.core.$ZodType, pick: (definition: Definition) => Found | undefined): Found | undefined {
  const definition = definitionOf(schema);
  const here = pick(definition);
  if (here !== undefined) return here;
  for (const below of [definition.innerType, definition.in, definition.out]) {
    const found = below && find(below, pick);
    if (found !== undefined) return found;
  }
  return undefined;
}

function definitionOf(schema: z.core.$ZodType): Definition {
  return schema._zod.def as Definition;
}
