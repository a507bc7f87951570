import { writeFileSync } from 'node:fs';
import { createSchema } from '../src/features/schema/create-schema.ts';
import { printSnapshot } from './print-snapshot.ts';

// `npm run snapshot` writes the schema as callers see it to schema/snapshot.graphql, so that reviewers can read its
// diff.
writeFileSync(new URL('../schema/snapshot.graphql', import.meta.url), printSnapshot(createSchema()));
