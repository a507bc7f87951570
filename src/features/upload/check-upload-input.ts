import type { UploadOptions } from '../../__generated__/resolvers.ts';
import { BadUserInput } from '../../errors/catalogue.ts';
import { hasMoreCharactersThan } from '../arguments.ts';

const MAX_NAME = 255;

/**
 * Control characters, line separators, unpaired surrogates, and characters that change the direction of the text: a
 * name with one of them looks like another name to people and in logs.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;

/** A name may be any readable text, except for the two that a URL interprets as steps of its path. */
export function checkFileName(fileName: string): void {
  const field = ['input', 'fileName'];
  if (fileName.trim() === '')
    throw new BadUserInput('The file needs a name with its extension, like "invoice.pdf": give it in fileName', {
      field,
    });
  if (fileName === '.' || fileName === '..')
    throw new BadUserInput(`"${fileName}" is not the name of a file: give one with its extension`, { field });
  const [unprintable] = UNPRINTABLE.exec(fileName) ?? [];
  if (unprintable !== undefined)
    throw new BadUserInput(`The file name contains the control character ${codePointOf(unprintable)}: leave it out`, {
      field,
    });
  if (hasMoreCharactersThan(MAX_NAME, fileName))
    throw new BadUserInput(`The file name has more than ${MAX_NAME} characters: shorten it`, { field });
}

function codePointOf(character: string): string {
  return `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Tags are sent separated by commas: one with a comma would become two, and a blank one would be lost. */
export function checkOptions(options: UploadOptions | null | undefined): void {
  for (const [index, tag] of options?.tags?.entries() ?? []) {
    const field = ['input', 'options', 'tags', String(index)];
    if (tag.trim() === '') throw new BadUserInput('A tag must not be empty: leave it out', { field });
    if (tag.includes(',')) throw new BadUserInput('A tag must not hold a comma: send two tags instead', { field });
  }
}
