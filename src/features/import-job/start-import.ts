import type { ImportObjectsInput, StartImportInput } from '../../__generated__/resolvers.ts';
import type { Context } from '../../context.ts';
import type { ImportJob } from '../../domain/import-job.ts';
import type { ImportObjects } from '../../domain/import-objects.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { checkImport } from './check-import.ts';

/** Starts an import, once. Throws Faults or the GatewayError that says why not. */
export async function startImport(
  input: StartImportInput,
  { accounts, signal }: Pick<Context, 'accounts' | 'signal'>,
): Promise<ImportJob> {
  checkImport(input);
  const { importJobs } = accounts.having('importJobs', input.company);
  try {
    return await importJobs.start(input.sourceApplicationCode, toImportObjects(input.objects), signal);
  } catch (error) {
    // How many bytes the objects come to is known to the backend, and where they stand in the input is known here.
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
