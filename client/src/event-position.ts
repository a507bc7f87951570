import { type DocumentNode, Kind } from 'graphql';
import { mainDefinition } from './operation.ts';

type Variables = Readonly<Record<string, unknown>>;

/** The position of a subscription to `documentEvents`: its variables, with the id of the last event as `after`. */
export class EventPosition {
  /** Undefined for an operation on something else, whose first result is the current state. */
  readonly #events: { readonly field: string; readonly variable: string | undefined } | undefined;
  #variables: Variables;

  constructor(document: DocumentNode, variables: Variables) {
    this.#events = findEvents(document);
    this.#variables = variables;
  }

  get isOfEvents(): boolean {
    return this.#events !== undefined;
  }

  /** True if the operation takes `after` from a variable. */
  get takesAfter(): boolean {
    return this.#events?.variable !== undefined;
  }

  /** The name of the field in results: another than `documentEvents` if it has an alias. */
  get field(): string | undefined {
    return this.#events?.field;
  }

  /** For the next request. */
  get variables(): Variables {
    return this.#variables;
  }

  /** True if the next request continues after an event. */
  get canResume(): boolean {
    const variable = this.#events?.variable;
    return variable !== undefined && this.#variables[variable] != null;
  }

  /** Takes the position after the event of a result. The subscription cannot resume after an event without an id. */
  remember(data: unknown): void {
    if (this.#events === undefined) return;
    const event = (data as Record<string, { readonly id?: unknown } | null> | null | undefined)?.[this.#events.field];
    this.set(typeof event?.id === 'string' ? event.id : null);
  }

  /** Null for new events only. */
  set(after: string | null): void {
    const variable = this.#events?.variable;
    if (variable !== undefined) this.#variables = { ...this.#variables, [variable]: after };
  }
}

/** If an operation selects `documentEvents`: the name of the field in its results, and of the variable for `after`. */
function findEvents(
  document: DocumentNode,
): { readonly field: string; readonly variable: string | undefined } | undefined {
  for (const field of mainDefinition(document).selectionSet.selections) {
    if (field.kind !== Kind.FIELD || field.name.value !== 'documentEvents') continue;
    const after = field.arguments?.find(({ name }) => name.value === 'after')?.value;
    const variable = after?.kind === Kind.VARIABLE ? after.name.value : undefined;
    return { field: (field.alias ?? field.name).value, variable };
  }
  return undefined;
}
