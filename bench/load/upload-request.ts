import type { FileRequest } from './send-file.ts';

const BOUNDARY = 'bench-7c1e0a5d4f';
const QUERY = `mutation Upload($file: Upload!) {
  uploadFile(input: { file: $file }) { upload { fileName contentType size } errors { code message } }
}`;
const NOTHING = Buffer.alloc(0);

/** uploadFile by the GraphQL multipart request specification: the parts before and after the file's bytes. */
export function uploadThroughGateway(origin: string, token: string, fileName: string): FileRequest {
  const operations = JSON.stringify({ query: QUERY, variables: { file: null } });
  return {
    url: `${origin}/graphql`,
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'apollo-require-preflight': 'true',
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
    before: Buffer.from(
      `${headOf('operations')}${operations}\r\n${headOf('map')}{"0":["variables.file"]}\r\n` +
        headOf('0', `; filename="${fileName}"\r\ncontent-type: application/pdf`),
    ),
    after: Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  };
}

/** The PUT of a client that has the location itself. */
export function uploadToStorage(url: string): FileRequest {
  return { url, method: 'PUT', headers: { 'content-type': 'application/pdf' }, before: NOTHING, after: NOTHING };
}

function headOf(name: string, rest = ''): string {
  return `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n`;
}
