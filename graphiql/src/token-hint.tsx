import { useGraphiQL } from '@graphiql/react';

/** Explains what to do if the schema could not be read, which needs a token. */
export function TokenHint() {
  const fault = useGraphiQL(({ fetchError }) => fetchError);
  if (fault === null) return null;
  return (
    <p className="token-hint" role="status">
      The schema could not be loaded: enter your token under <b>Headers</b>, then press <b>Re-fetch GraphQL schema</b>.
    </p>
  );
}
