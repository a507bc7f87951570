import * as fc from 'fast-check';
import type { GraphQLSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { expectSame, expectSameNulls, interpreted, isValid } from './compare.ts';
import { type GeneratedOperation, operationsOf, type ScalarTexts } from './operations.ts';
import { createProjectSchema, PROJECT_TEXTS } from './project-schema.ts';
import { createRichSchema } from './rich-schema.ts';
import { draw, FAULTS, type World } from './world.ts';

function NO_FAULTS(): undefined {
  return undefined;
}

describe.each<[string, GraphQLSchema, ScalarTexts]>([
  ['a schema of everything', createRichSchema(), {}],
  ['our own schema', createProjectSchema(), PROJECT_TEXTS],
])('an operation over %s', (_name, schema, texts) => {
  const check = async (
    runs: number,
    seed: number,
    property: (operation: GeneratedOperation & { seed: number }) => Promise<void>,
  ): Promise<void> => {
    let valid = 0;
    await fc.assert(
      fc.asyncProperty(operationsOf(schema, texts), async (operation) => {
        if (!isValid(schema, operation.source)) return;
        valid += 1;
        await property(operation);
      }),
      { numRuns: runs, seed },
    );
    expect(valid).toBeGreaterThan(runs / 2);
  };

  test('has the same result without failures', async () => {
    let compiled = 0;
    await check(250, 1, async ({ source, variables, seed }) => {
      const context: World = { seed, faultAt: NO_FAULTS };
      const { counts } = await expectSame(schema, { source, variables, context });
      expect(counts.abandoned).toBe(0);
      compiled += counts.compiled;
    });
    // Each is compiled twice, except those with invalid variables and those that are never compiled.
    expect(compiled).toBeGreaterThan(200);
  });

  test('has the same result if each part of its work is queued', async () => {
    await check(100, 4, async ({ source, variables, seed }) => {
      await expectSame(schema, { source, variables, context: { seed, faultAt: NO_FAULTS }, isPaced: true });
    });
  });

  test('has the same result and errors for one failure', async () => {
    let compiled = 0;
    await check(250, 2, async ({ source, variables, seed }) => {
      const places = new Map<string, number>();
      await interpreted(schema, { source, variables, context: { seed, faultAt: NO_FAULTS, places } satisfies World });
      // A place that two fields read would be two failures.
      const single = [...places].flatMap(([place, visits]) => (visits === 1 ? [place] : []));
      if (single.length === 0) return;
      const place = single[draw({ seed }, 'place') % single.length];
      const fault = FAULTS[draw({ seed }, 'fault') % FAULTS.length];
      const context: World = { seed, faultAt: (at) => (at === place ? fault : undefined) };
      const { counts } = await expectSame(schema, { source, variables, context });
      if (counts.abandoned === 0) compiled += counts.compiled;
    });
    expect(compiled).toBeGreaterThan(100);
  });

  test('has the same data, and an error for the same nulls, for many failures', async () => {
    let exact = 0;
    let all = 0;
    await check(250, 3, async ({ source, variables, seed }) => {
      const faultAt: World['faultAt'] = (at) =>
        draw({ seed }, `${at} fails`) % 12 === 0 ? FAULTS[draw({ seed }, `${at} how`) % FAULTS.length] : undefined;
      const { isExact } = await expectSameNulls(schema, {
        source,
        variables,
        context: { seed, faultAt, comesLater: seed % 2 === 0 } satisfies World,
      });
      all += 1;
      exact += Number(isExact);
    });
    expect(exact / all).toBeGreaterThan(0.6);
  });
});
