import { randomUUID } from 'node:crypto';

/** The issued tokens and their clients. */
export interface TokenBook {
  /** The lifetime of tokens that are issued from now on, and their `expires_in`. In seconds; initially 3600. */
  lifetimeSeconds: number;
  issue(clientId: string): string;
  /** The number of tokens issued to this client. */
  issuedTo(clientId: string): number;
  /** Expires every token issued so far, regardless of its `expires_in`. */
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
