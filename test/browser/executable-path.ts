import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The names of the program in Debian, in other distributions and in the packages of Google. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The path of Chromium; undefined if this machine does not have it. */
export const executablePath = findExecutable();

function findExecutable(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return candidates.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
