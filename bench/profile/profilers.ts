import { fileURLToPath } from 'node:url';
import type { Inspector } from '../process/inspector.ts';
import { ROOT } from '../targets/node-flags.ts';

export const PROFILE_KINDS = ['cpu', 'allocations'] as const;
export type ProfileKind = (typeof PROFILE_KINDS)[number];

/** One of V8's profilers, through the inspector. */
export interface Profiler {
  readonly title: string;
  /** The name of the profile ends with it, for the tools that read it. */
  readonly extension: string;
  /** How many of the profile's units are one of the title's. */
  readonly perUnit: number;
  start(inspector: Inspector): Promise<void>;
  stop(inspector: Inspector): Promise<Profile>;
}

interface Profile {
  readonly text: string;
  /** Each function with its own share, without that of the functions that it calls. */
  readonly byFunction: ReadonlyMap<string, number>;
}

/** The used parts of the protocol's types; times in microseconds. */
interface CpuProfile {
  readonly nodes: readonly { readonly id: number; readonly callFrame: CallFrame }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}
interface AllocationNode {
  readonly callFrame: CallFrame;
  readonly selfSize: number;
  readonly children: readonly AllocationNode[];
}
interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
}

const CPU_INTERVAL_US = 250;
const ALLOCATION_INTERVAL_BYTES = 65_536;

export const PROFILERS: Readonly<Record<ProfileKind, Profiler>> = {
  cpu: {
    title: 'self time in ms',
    extension: 'cpuprofile',
    perUnit: 1_000,
    async start(inspector) {
      await inspector.call('Profiler.enable');
      await inspector.call('Profiler.setSamplingInterval', { interval: CPU_INTERVAL_US });
      await inspector.call('Profiler.start');
    },
    async stop(inspector) {
      const { profile } = (await inspector.call('Profiler.stop')) as { profile: CpuProfile };
      return { text: JSON.stringify(profile), byFunction: selfTimes(profile) };
    },
  },
  allocations: {
    title: 'allocated kB, also of objects that were collected',
    extension: 'heapprofile',
    perUnit: 1_000,
    async start(inspector) {
      await inspector.call('HeapProfiler.startSampling', {
        samplingInterval: ALLOCATION_INTERVAL_BYTES,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      });
    },
    async stop(inspector) {
      const { profile } = (await inspector.call('HeapProfiler.stopSampling')) as { profile: { head: AllocationNode } };
      const byFunction = new Map<string, number>();
      addAllocations(profile.head, byFunction);
      return { text: JSON.stringify(profile), byFunction };
    },
  },
};

function selfTimes({ nodes, samples, timeDeltas }: CpuProfile): Map<string, number> {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, frameToText(callFrame)]));
  const times = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id) ?? '';
    // A sample covers the time until the next one.
    if (name !== '(idle)') add(times, name, timeDeltas[index + 1] ?? 0);
  }
  return times;
}

function addAllocations(node: AllocationNode, sizes: Map<string, number>): void {
  add(sizes, frameToText(node.callFrame), node.selfSize);
  for (const child of node.children) addAllocations(child, sizes);
}

function add(sums: Map<string, number>, name: string, value: number): void {
  sums.set(name, (sums.get(name) ?? 0) + value);
}

function frameToText({ functionName, url, lineNumber }: CallFrame): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const path = url.startsWith('file:') ? fileURLToPath(url) : url;
  return `${name}  ${path.replace(ROOT, '')}:${lineNumber + 1}`;
}
