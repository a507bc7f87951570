import type { ImportObjectsInput, StartImportInput } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { ImportJob } from '../../domain/imports/import-job.ts';
import type { ImportObjects } from '../../domain/imports/import-objects.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import type { RequestKey } from '../write/idempotency-key.ts';
import { checkImport } from './check-import.ts';

/** Starts an import, once. Throws Faults or the GatewayError that says why not. */
export async function startImport(
  input: StartImportInput,
  key: RequestKey | null,
  { accounts, write }: Pick<Context, 'accounts' | 'write'>,
): Promise<ImportJob> {
  checkImport(input);
  const account = accounts.having('importJobs', input.company);
  const objects = toImportObjects(input.objects);
  try {
    const { value } = await write({
      account,
      action: 'START_IMPORT',
      subject: null,
      key: key?.of('') ?? null,
      send: (ticket) => account.importJobs.start(input.sourceApplicationCode, objects, ticket),
    });
    return value;
  } catch (error) {
    // The backend knows the size of the objects, and this function their place in the input.
    if (error instanceof BadUserInput)
      throw new BadUserInput(error.message, { cause: error, field: ['input', 'objects'] });
    throw error;
  }
}

function toImportObjects(given: ImportObjectsInput): ImportObjects {
  if (given.supplierCards) return { type: 'SUPPLIER_CARDS', objects: given.supplierCards };
  if (given.glCodes) return { type: 'GL_CODES', objects: given.glCodes };
  if (given.taxCodes) return { type: 'TAX_CODES', objects: given.taxCodes };
  return { type: given.categories.kind, objects: given.categories.items };
}
