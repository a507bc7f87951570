import { Pool, types } from 'pg';

/** bigint. Ours fit into a number. */
const INT8 = 20;
const CONNECT_TIMEOUT_MS = 5_000;
/** The server ends a statement that takes longer, and a connection that does not answer at all a second later. */
const STATEMENT_TIMEOUT_MS = 9_000;

const getTypeParser: typeof types.getTypeParser = (oid, format) =>
  oid === INT8 ? Number : types.getTypeParser(oid, format);

/** Connections of one purpose, at most `max`. */
export function createPool(databaseUrl: string, max: number, onError: (error: unknown) => void): Pool {
  const pool = new Pool({
    connectionString: databaseUrl,
    max,
    application_name: 'invoice-gateway',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: STATEMENT_TIMEOUT_MS + 1_000,
    idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
    keepAlive: true,
    types: { getTypeParser },
  });
  // An idle connection that ends is replaced; without a listener, the process would end.
  pool.on('error', onError);
  return pool;
}
