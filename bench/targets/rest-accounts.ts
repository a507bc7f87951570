/** The accounts of a handler that makes REST calls with undici: a pool and a token for each. */
import { Pool } from 'undici';
import { COMPANY_ID } from '../sources/invoice-body.ts';
import type { Accounts } from './target.ts';

export interface RestAccount {
  readonly pool: Pool;
  readonly headers: Readonly<Record<string, string>>;
}

/** Opens the accounts and fetches their tokens, by company. */
export async function openAccounts({ source, companies, maxConcurrent }: Accounts): Promise<Map<string, RestAccount>> {
  const opened = companies.map(async (company) => {
    const pool = new Pool(source, { connections: maxConcurrent });
    const { body } = await pool.request({
      path: '/oauth2/token',
      method: 'POST',
      body: 'grant_type=client_credentials',
    });
    const { access_token: token } = (await body.json()) as { access_token: string };
    const headers = { authorization: `Bearer ${token}`, 'lightyear-company-id': COMPANY_ID };
    return [company, { pool, headers }] as const;
  });
  return new Map(await Promise.all(opened));
}

/** One GET, parsed. */
export async function getJson<T>({ pool, headers }: RestAccount, path: string): Promise<T> {
  const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`${path} answered ${statusCode}`);
  return JSON.parse(text) as T;
}
