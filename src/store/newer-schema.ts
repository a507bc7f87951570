/** A gateway must not write to tables that it does not know. */
export class NewerSchema extends Error {
  constructor(version: number, known: number) {
    super(
      `it was written by a newer gateway (schema ${version}; this one knows up to ${known}): start that gateway, or restore a backup`,
    );
  }
}
