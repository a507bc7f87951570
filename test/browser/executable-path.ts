import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** As Debian, other distributions and Google name it. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** Of Chromium; undefined where there is none on this machine. */
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
