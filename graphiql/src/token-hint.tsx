import { useGraphiQL } from '@graphiql/react';

/** Says what to do where the schema could not be had, which needs a token. */
export function TokenHint() {
  const fault = useGraphiQL(({ fetchError }) => fetchError);
  if (fault === null) return null;
  return (
    <p className="token-hint" role="status">
      The gateway did not tell its schema: put your token under <b>Headers</b>, then press{' '}
      <b>Re-fetch GraphQL schema</b>.
    </p>
  );
}
