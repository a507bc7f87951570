import { type CompositionResult, composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import type { TestWorld } from '../end-to-end/world.ts';

/** The input for a supergraph. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Composition does not know @oneOf. If the SDL defines it, composition accepts it and omits it from the supergraph. */
export const DEFINE_ONE_OF = 'directive @oneOf on INPUT_OBJECT\n';

/** The gateway as a subgraph, with the SDL that it serves. */
export async function invoicesOf(world: TestWorld): Promise<Subgraph> {
  const { data } = await world.ask<{ _service: { sdl: string } }>('{ _service { sdl } }');
  return { name: 'invoices', url: new URL('graphql', world.url).href, sdl: data?._service.sdl ?? '' };
}

export function compose(...subgraphs: readonly Subgraph[]): CompositionResult {
  return composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
}

/** Composes the gateway and another subgraph. Throws if they cannot be composed. */
export async function supergraphOf(world: TestWorld, other: Subgraph): Promise<string> {
  const invoices = await invoicesOf(world);
  const { errors, supergraphSdl } = compose({ ...invoices, sdl: DEFINE_ONE_OF + invoices.sdl }, other);
  if (supergraphSdl === undefined) throw new AggregateError(errors ?? [], 'The subgraphs cannot be composed');
  return supergraphSdl;
}
