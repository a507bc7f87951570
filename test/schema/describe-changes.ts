import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const HEADINGS = [
  [CriticalityLevel.Breaking, 'Breaking for callers'],
  [CriticalityLevel.Dangerous, 'Possibly breaking for callers'],
  [CriticalityLevel.NonBreaking, 'Safe'],
] as const;

/** What changed between two schemas given as SDL, the worst first; the empty text where nothing did. */
export async function describeChanges(before: string, after: string): Promise<string> {
  const changes = await diff(build(before), build(after));
  return HEADINGS.flatMap(([level, heading]) =>
    section(
      heading,
      changes.filter(({ criticality }) => criticality.level === level),
    ),
  ).join('\n');
}

function section(heading: string, changes: readonly Change[]): readonly string[] {
  return changes.length === 0 ? [] : [`${heading}:`, ...changes.map(changeLine)];
}

/** The directives in use are defined by federation, not in the snapshot. */
function build(sdl: string) {
  return buildSchema(sdl, { assumeValidSDL: true });
}

function changeLine({ message, path }: Change): string {
  // A directive's own message does not say where it stands.
  return path?.includes('@') ? `- ${message} at ${path}` : `- ${message}`;
}
