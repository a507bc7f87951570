import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Import, readSources } from '../architecture/source-imports.ts';
import { manifest } from './manifest.ts';

const dockerfile = readText('Dockerfile').replaceAll('\\\n', ' ');
const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '));
const sources = new Map(readSources().map((file) => [file.path, file]));

describe('the image', () => {
  test('contains every file that the gateway needs with a configuration', () => {
    const needed = imports().flatMap(({ isOurs, target }) => (isOurs ? [target] : []));
    expect(needed.filter((path) => !copied.some((one) => path === one || path.startsWith(`${one}/`)))).toEqual([]);
  });

  test('starts Node with the flags of `npm start`', () => {
    const command = /^CMD (.+)$/m.exec(dockerfile)?.[1] ?? '[]';
    expect(`exec ${(JSON.parse(command) as string[]).join(' ')}`).toBe(manifest.scripts['start']);
  });

  test('contains every package that the gateway imports, installed without development dependencies', () => {
    const packages = imports().flatMap(({ isOurs, target }) => (isOurs || target.startsWith('node:') ? [] : [target]));
    expect(dockerfile).toContain('npm ci --omit=dev');
    expect([...new Set(packages)].filter((name) => manifest.dependencies[name] === undefined)).toEqual([]);
  });

  test('has a build context of exactly the files that it copies', () => {
    const letThrough = readText('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? line.slice(1) : []));
    expect(letThrough.toSorted()).toEqual(copied.filter((path, index) => copied.indexOf(path) === index).toSorted());
  });

  test('starts the gateway as `npm start` does, as its first process and not as root', () => {
    const command = /^CMD (\[.+\])$/m.exec(dockerfile)?.[1] ?? '[]';
    expect(JSON.parse(command)).toEqual(manifest.scripts['start']?.replace(/^exec /, '').split(' '));
    expect(/^USER (.+)$/m.exec(dockerfile)?.[1]).toBe('node');
  });

  test('has compiled the modules of the gateway, in a folder that Node reads at the start', () => {
    const folder = /^ENV NODE_COMPILE_CACHE=(\S+)$/m.exec(dockerfile);
    const compiled = /^RUN node src\/main\.ts --version$/m.exec(dockerfile);
    expect([folder, compiled].every(Boolean)).toBe(true);
    expect(folder?.index).toBeLessThan(compiled?.index ?? 0);
    expect(compiled?.index).toBeGreaterThan(dockerfile.indexOf('COPY src ./src'));
  });

  test('runs on the major version of Node that the project is built for', () => {
    const majors = new Set([...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => major));
    expect([...majors]).toEqual([/\d+/.exec(manifest.devDependencies['node'] ?? '')?.[0]]);
  });
});

/** All imports from src/main.ts on, except those on demand. */
function imports(): readonly Import[] {
  const seen = new Set(['src/main.ts']);
  const found: Import[] = [];
  for (const path of seen) {
    for (const one of sources.get(path)?.imports ?? []) {
      if (one.kind !== 'values') continue;
      found.push(one);
      if (one.isOurs) seen.add(one.target);
    }
  }
  return found;
}

function readText(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}
