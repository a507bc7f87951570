import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The fields of a document that the archiver reads, without a check. */
interface ArchivedDocument {
  readonly url: string;
  readonly date: string;
  readonly docnum: string;
  readonly sellerisfavorite?: boolean;
  readonly sellernameascii: string;
  readonly buyerisfavorite?: boolean;
  readonly buyernameascii: string;
}

interface ArchivedPage {
  readonly documents: readonly ArchivedDocument[];
  readonly next?: string;
  readonly message?: string;
}

export interface ArchiverOptions {
  /** The base URL of Įvesk's API. In the original it is a constant, https://app.ivesk.lt/api/pub. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly outputPath: string;
}

/**
 * Sends the requests and writes the files of the vendor's own client, archiver.js of https://github.com/DePaper/IveskArchiver.
 * It downloads the file of each invoice in the digitized queue. A later run continues after the last page with a `next`.
 */
export async function runArchiver({ baseUrl, apiKey, outputPath }: ArchiverOptions): Promise<void> {
  const markerPath = join(outputPath, `${apiKey.substring(0, 36)}.json`);
  const marker = await readMarker(markerPath);
  const url = new URL(`${baseUrl}/digitized`);
  url.searchParams.append('doctype', 'invoice');
  if (marker?.next) url.searchParams.append('from', marker.next);

  for (;;) {
    const response = await fetch(url, { method: 'GET', headers: { 'x-api-key': apiKey } });
    // The archiver parses the body before it checks the status, so an error has to be JSON too.
    const page = (await response.json()) as ArchivedPage;
    if (!response.ok) throw new Error(`Error fetching page: ${page.message}`);
    for (const document of page.documents) {
      if (document.sellerisfavorite || document.buyerisfavorite) await saveFile(document, outputPath);
    }
    if (!page.next) return;
    await writeFile(markerPath, JSON.stringify({ next: page.next }));
    url.searchParams.set('from', page.next);
  }
}

/** The file is fetched without the key. A document between two of the account's own companies is saved for both. */
async function saveFile(document: ArchivedDocument, outputPath: string): Promise<void> {
  const response = await fetch(document.url, { method: 'GET' });
  const file = Buffer.from(await response.arrayBuffer());
  for (const path of archivePaths(document)) {
    const target = join(outputPath, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, file);
  }
}

/** The paths of a document's file: company, month and direction, then date, number and the other party. */
export function archivePaths(document: ArchivedDocument): readonly string[] {
  const { date, sellernameascii: seller, buyernameascii: buyer } = document;
  const month = date.substring(0, 7);
  const number = document.docnum.replace(/[<>:"?/\\|*]/g, '_');
  return [
    ...(document.sellerisfavorite ? [`${seller}/${month}/Pardavimai/${date} ${number} ${buyer}.pdf`] : []),
    ...(document.buyerisfavorite ? [`${buyer}/${month}/Pirkimai/${date} ${number} ${seller}.pdf`] : []),
  ];
}

/** The marker of an earlier run. Returns null if the file is missing or is not JSON. */
async function readMarker(path: string): Promise<{ readonly next?: string } | null> {
  try {
    return JSON.parse(await readFile(path, 'utf-8')) as { readonly next?: string };
  } catch {
    return null;
  }
}
