/** The settings that the gateway writes into the page; see src/server/explorers/graphiql-route.ts. */
export interface Settings {
  readonly headers: Readonly<Record<string, string>>;
  /** False if the header has a placeholder instead of a token. */
  readonly hasToken: boolean;
  readonly examples: readonly { readonly query: string; readonly variables?: object }[];
}

/** Vite's development server leaves the element empty. */
const WITHOUT_GATEWAY: Settings = { headers: { authorization: 'Bearer <your token>' }, hasToken: false, examples: [] };

export function readSettings(): Settings {
  return { ...WITHOUT_GATEWAY, ...JSON.parse(document.getElementById('settings')?.textContent ?? '{}') };
}
