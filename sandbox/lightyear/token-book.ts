import { randomUUID } from 'node:crypto';

/** The tokens that were issued, and to whom. */
export interface TokenBook {
  /** What `expires_in` says, and how long a token lasts, from now on. Seconds; 3600 to begin with. */
  lifetimeSeconds: number;
  issue(clientId: string): string;
  /** How many tokens this client was given. */
  issuedTo(clientId: string): number;
  /** Makes every token given so far one that has expired, whatever its `expires_in` said. */
  expireAll(): void;
  look(token: string): TokenState;
}

export type TokenState =
  | { readonly kind: 'valid'; readonly clientId: string }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unknown' };

export function createTokenBook(): TokenBook {
  const issued = new Map<string, { readonly clientId: string; expiresAt: number }>();
  return {
    lifetimeSeconds: 3600,
    issue(clientId) {
      const token = `sandbox.${randomUUID()}`;
      issued.set(token, { clientId, expiresAt: Date.now() + this.lifetimeSeconds * 1000 });
      return token;
    },
    issuedTo: (clientId) => [...issued.values()].filter((token) => token.clientId === clientId).length,
    expireAll() {
      for (const token of issued.values()) token.expiresAt = 0;
    },
    look(token) {
      const found = issued.get(token);
      if (found === undefined) return { kind: 'unknown' };
      return found.expiresAt > Date.now() ? { kind: 'valid', clientId: found.clientId } : { kind: 'expired' };
    },
  };
}
