import { env, stdout } from 'node:process';
import { Connector } from './connector.ts';
import { Erp } from './erp.ts';

const { GATEWAY = 'http://127.0.0.1:4000/graphql', TOKEN = 'sandbox-token-not-a-secret', ERP = 'erp.sqlite' } = env;
const { CURRENCIES, POLL_MS = '60000', RESTART_MS = '3600000', RETRY_MS = '10000' } = env;

/** Runs until SIGINT or SIGTERM. It can be killed at any moment: the next run continues. */
async function main(): Promise<void> {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort());
  const erp = new Erp(ERP, CURRENCIES?.split(','));
  const connector = new Connector({
    gateway: { url: GATEWAY, token: () => TOKEN },
    erp,
    signal: stop.signal,
    pollMs: Number(POLL_MS),
    restartMs: Number(RESTART_MS),
    retryMs: Number(RETRY_MS),
    log: (message, details) => void stdout.write(`${JSON.stringify({ message, ...details })}\n`),
  });
  try {
    await connector.run();
  } finally {
    stop.abort();
    erp.close();
  }
}

await main();
