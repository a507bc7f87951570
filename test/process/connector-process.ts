import { DatabaseSync } from 'node:sqlite';
import { type GatewayProcess, startProcess } from './gateway-process.ts';

const MAIN = new URL('../../examples/connector/main.ts', import.meta.url).pathname;

/** A document in the ERP of the connector. */
export interface ErpDocument {
  readonly id: string;
  readonly state: string;
  readonly reason: string | null;
  readonly source: string;
  readonly company: string;
  readonly source_id: string;
}

export interface ConnectorFiles {
  readonly gateway: URL;
  /** The SQLite file of the ERP. */
  readonly erp: string;
  /** The currencies that the ERP has accounts in. */
  readonly currencies: string;
}

/** The connector as its operator runs it, in more of a hurry. */
export function startConnector({ gateway, erp, currencies }: ConnectorFiles): GatewayProcess {
  const hurry = { POLL_MS: '300', RETRY_MS: '200' };
  const TOKEN = 'acme-token-not-a-secret';
  const env = { GATEWAY: new URL('graphql', gateway).href, TOKEN, ERP: erp, CURRENCIES: currencies, ...hurry };
  return startProcess(env, [process.execPath, MAIN]);
}

/** The documents of the ERP, while the connector runs or not. */
export function readErp(path: string): readonly ErpDocument[] {
  const db = new DatabaseSync(path, { timeout: 5_000 });
  try {
    return db.prepare('SELECT * FROM documents').all() as unknown as readonly ErpDocument[];
  } finally {
    db.close();
  }
}
