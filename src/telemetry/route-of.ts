const ROUTES: ReadonlySet<string> = new Set([
  ...['/', '/graphql', '/graphql/stream', '/graphiql', '/health/live', '/health/ready', '/metrics'],
]);
const FOLDERS = ['/graphiql/', '/webhooks/'];

/** The route of a path, without the words that clients choose. Empty for a path that is not served. */
export function routeOf(path: string): string {
  if (ROUTES.has(path)) return path;
  return FOLDERS.find((folder) => path.startsWith(folder)) ?? '';
}
