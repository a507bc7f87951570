import { readFileSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';

/** The code that runs. */
export interface BuildInfo {
  readonly version: string;
  /** Null if whoever built it did not say. */
  readonly commit: string | null;
}

/** Reads the version of this package. */
export function readBuildInfo(commit: string | undefined): BuildInfo {
  const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(text) as { readonly version: string };
  return { version, commit: commit || null };
}

/** Registers a gauge whose labels are the information, so that other metrics can be compared before and after a change. */
export function registerBuildInfo(registry: Registry, { version, commit }: BuildInfo): void {
  new Gauge({
    name: 'gateway_build_info',
    help: 'Always 1; the labels are the version and the commit of the gateway',
    labelNames: ['version', 'commit'],
    registers: [registry],
  }).set({ version, commit: commit ?? '' }, 1);
}
