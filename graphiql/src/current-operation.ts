import { type DocumentNode, Kind, parse } from 'graphql';

export interface CurrentOperation {
  readonly document: DocumentNode | null;
  readonly name: string | null;
}

/**
 * What the text says, with the name that was chosen if the text has it. For half a second after a change of tabs GraphiQL
 * still gives the document of the tab before, and the name of its operation.
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
    // What is wrong with it is the gateway's to say.
    return { document: null, name: chosen ?? null };
  }
}
