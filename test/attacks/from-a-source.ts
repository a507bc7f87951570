import { countEach, send, setSources, withCalls } from './ask-as.ts';
import type { Attack, Target } from './attack.ts';
import { TOKENS } from './attacked-world.ts';

const HEADERS = { authorization: `Bearer ${TOKENS.writer}`, 'apollo-require-preflight': 'true' };

function upload(target: Target): Promise<string> {
  const form = new FormData();
  const query = 'mutation($f: Upload!) { uploadFile(input: { file: $f }) { errors { code } } }';
  form.set('operations', JSON.stringify({ query, variables: { f: null } }));
  form.set('map', '{"0":["variables.f"]}');
  form.set('0', new Blob(['file']), 'a.pdf');
  return send(target, 'graphql', { method: 'POST', headers: HEADERS, body: form });
}

function requestLocation(target: Target): Promise<string> {
  const query = 'mutation { requestUpload(input: { fileName: "a.pdf" }) { location { url } errors { code } } }';
  const headers = { ...HEADERS, 'content-type': 'application/json' };
  return send(target, 'graphql', { method: 'POST', headers, body: JSON.stringify({ query }) });
}

/** Answers of a source that try to make the gateway call other hosts. */
export const FROM_A_SOURCE: readonly Attack[] = [
  {
    name: 'from a source: upload locations on this machine and in its network',
    act: async (target) => {
      const { port } = (await (await fetch(new URL('/elsewhere', target.sources))).json()) as { port: number };
      const hosts = ['127.0.0.1', 'localhost', '2130706433', '0x7f.1', '[::1]', '[::ffff:127.0.0.1]', '0.0.0.0'];
      const places = [
        ...hosts.map((host) => `http://${host}:${port}/trap`),
        'http://169.254.169.254/latest/meta-data/',
        `https://user@127.0.0.1:${port}/trap`,
      ];
      return withCalls(target, 'trap', async () => {
        const outcomes: Record<string, number> = {};
        for (const uploadTo of places) {
          await setSources(target, { uploadTo });
          for (const [outcome, count] of Object.entries(
            await countEach(2, 1, (at) => (at === 0 ? upload(target) : requestLocation(target))),
          ))
            outcomes[outcome] = (outcomes[outcome] ?? 0) + count;
        }
        await setSources(target, { uploadTo: 'storage' });
        return outcomes;
      });
    },
    refused: ['BACKEND_BAD_RESPONSE'],
    atMost: { 'calls of trap': 0, '200 without an error': 0 },
  },
];
