import { createGate, type Gate } from '../../sandbox/stand-in/gate.ts';
import type { TestWorld } from '../end-to-end/world.ts';

/** A query for a list that takes one call to V6. */
export const LIST =
  '{ invoices(filter: { companies: ["acme"], sources: [V6] }) { nodes { id } accounts { ok error { code } } } }';

export interface Listed {
  readonly invoices: {
    readonly nodes: readonly { readonly id: string; readonly source: string }[];
    readonly accounts: readonly { readonly ok: boolean; readonly error: { readonly code: string } | null }[];
  };
}

/** No call times out by itself while a test waits for it to end. */
export const PATIENT = { backends: { timeoutMs: 60_000, retries: 0 } };

/** Holds every answer of V6 until the gate is opened. */
export function holdV6({ sandbox }: TestWorld): Gate {
  const gate = createGate();
  sandbox.v6.fail(() => true, { kind: 'gate', gate });
  return gate;
}
