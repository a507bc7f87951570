import { type Change, CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';

const HEADINGS = [
  [CriticalityLevel.Breaking, 'Breaking for callers'],
  [CriticalityLevel.Dangerous, 'Possibly breaking for callers'],
  [CriticalityLevel.NonBreaking, 'Safe'],
] as const;

/** Describes the changes between two schemas in SDL, the worst first. Returns an empty string if there are none. */
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

/** Federation defines the directives, so the snapshot does not. */
function build(sdl: string) {
  return buildSchema(sdl, { assumeValidSDL: true });
}

function changeLine({ message, path }: Change): string {
  // The message about a directive does not name its place.
  return path?.includes('@') ? `- ${message} at ${path}` : `- ${message}`;
}
