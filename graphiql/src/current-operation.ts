import { type DocumentNode, Kind, parse } from 'graphql';

export interface CurrentOperation {
  readonly document: DocumentNode | null;
  readonly name: string | null;
}

/**
 * Parses the text and keeps the chosen operation name if the text has it. For half a second after a change of tabs,
 * GraphiQL still passes the document of the previous tab and the name of its operation.
 */
export function currentOperation(text: string, chosen: string | null | undefined): CurrentOperation {
  try {
    const document = parse(text, { noLocation: true });
    const names = document.definitions.flatMap((one) =>
      one.kind === Kind.OPERATION_DEFINITION ? [one.name?.value ?? null] : [],
    );
    const [only = null, ...others] = names;
    return { document, name: others.length === 0 ? only : (names.find((name) => name === chosen) ?? null) };
  } catch {
    // The gateway reports the syntax error.
    return { document: null, name: chosen ?? null };
  }
}
