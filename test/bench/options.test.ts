import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

const SECTIONS = ['cold', 'warm'];

test('the benchmark measures one account at 16 connections, with sources without latency, by default', () => {
  expect(parseOptions([], SECTIONS)).toMatchObject({
    connections: [16],
    accounts: 1,
    latencyMs: 0,
    maxConcurrent: 16,
    sections: SECTIONS,
  });
});

test('the benchmark measures few connections before many, as a process keeps its memory', () => {
  expect(parseOptions(['--connections', '256,1', '--connections', '16'], SECTIONS).connections).toEqual([1, 16, 256]);
});

test('the benchmark resolves the path of the checkout to compare', () => {
  expect(parseOptions(['--compare', '../before'], SECTIONS).compare).toBe(resolve('../before'));
});

test.each([
  ['--connections', '0'],
  ['--connections', '1,'],
  ['--latency', '-1'],
  ['--latency', ''],
  ['--accounts', '1.5'],
  ['--max-concurrent', 'many'],
  ['--rounds', '2'],
])('the benchmark refuses %s %s and says which numbers it accepts', (option, value) => {
  expect(() => parseOptions([`${option}=${value}`], SECTIONS)).toThrow(`${option} must be an integer of at least`);
});

test('the benchmark refuses an unknown kind of profile and names the known ones', () => {
  expect(() => parseOptions(['--profile', 'heap'], SECTIONS)).toThrow('use cpu, allocations');
});
