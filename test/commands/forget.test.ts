import { describe, expect, test } from 'vitest';
import { forget } from '../../src/commands/forget.ts';
import { ConfigError } from '../../src/config/config-error.ts';
import { parseConfig } from '../../src/config/load-config.ts';
import { createStore } from '../../src/store/open-store.ts';
import { openSqlite } from '../../src/store/sqlite/open-sqlite.ts';
import { rejection } from '../calls/account.ts';
import { makeFolder, startProcess } from '../process/gateway-process.ts';
import { digitized } from '../store/some-events.ts';
import { filledIn } from '../store/sqlite-place.ts';

/** A folder with a store that has one event, and a configuration that names it. */
async function makeStore() {
  const folder = await makeFolder();
  const storage = { dataDir: `${folder.path}/data` };
  const v6 = { baseUrl: 'http://127.0.0.1:9', apiKey: 'not-a-secret' };
  const content = { companies: { acme: { v6 } }, storage };
  const options = filledIn();
  await using store = await createStore(await openSqlite({ ...storage, ...options }), options);
  await store.eventLog.append(digitized('acme'), 'm-1');
  return {
    file: await folder.write('gateway.yaml', content),
    config: parseConfig(content),
    logger: options.logger,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

describe('the command that removes a company', () => {
  test('says what it has removed, and that a configured company is read again', async () => {
    await using store = await makeStore();
    await using child = startProcess({ GATEWAY_CONFIG: store.file }, [
      ...([process.execPath, 'src/main.ts', 'forget', '--company', 'acme'] as const),
    ]);
    expect(await child.exit).toMatchObject({
      ...{ code: 0, stderr: '' },
      stdout: `Removed of acme: documents 0, events 1, writes 0.
acme is still in the configuration: a gateway that runs with it reads its documents again.
`,
    });
    const { config, logger } = store;
    expect(await forget(['--company', 'gone'], config, logger)).toBe(
      'Removed of gone: documents 0, events 0, writes 0.\n',
    );
  });

  test.each([[[]], [['--company']], [['--company', '']], [['--all']], [['acme']]])('refuses %j', async (args) => {
    const config = parseConfig({ companies: { acme: { v6: { baseUrl: 'http://127.0.0.1:9', apiKey: 'x' } } } });
    const error = await rejection(forget(args, config, filledIn().logger));
    expect(error).toBeInstanceOf(ConfigError);
    expect(String(error)).toContain('npm run gateway -- forget --company acme');
  });
});
