import { MAP, OPERATIONS } from './multipart-parts.ts';
import type { UploadServer } from './upload-server.ts';

/** Sends a file in a FormData, as a browser does. */
export function postForm({ url }: UploadServer, content: File): Promise<Response> {
  const form = new FormData();
  form.append('operations', `${OPERATIONS.body}`);
  form.append('map', `${MAP.body}`);
  form.append('0', content);
  const headers = { authorization: 'Bearer sender-token', 'apollo-require-preflight': 'yes' };
  return fetch(new URL('graphql', url), { method: 'POST', headers, body: form });
}

/** The server's description of the file. */
export async function sendForm(server: UploadServer, content: File): Promise<unknown> {
  const response = await postForm(server, content);
  const { data } = (await response.json()) as { data: { keep: readonly unknown[] } };
  return data.keep[0];
}
