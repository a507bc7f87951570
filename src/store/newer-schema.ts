/** A gateway must not write to tables that it does not know. */
export function newerSchema(version: number, known: number): Error {
  return new Error(
    `it was written by a newer gateway (schema ${version}; this one knows up to ${known}): start that gateway, or restore a backup`,
  );
}
