import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { manifest } from './manifest.ts';

const text = readFileSync(new URL('../../docs/dependencies.md', import.meta.url), 'utf8');

/** The packages in the table under a heading, in its order. */
function listedUnder(heading: string): readonly string[] {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\| `([^`]+)` \| [^|]{10,} \| [^|]{2,} \|$/gm)].map(([, name = '']) => name);
}

describe('docs/dependencies.md', () => {
  test('gives the purpose and the alternatives of each dependency', () => {
    expect(listedUnder('At run time')).toEqual(Object.keys(manifest.dependencies));
  });

  test('gives them for each development dependency', () => {
    expect(listedUnder('For development')).toEqual(Object.keys(manifest.devDependencies));
  });
});
