import {
  DocumentEventsDocument,
  type DocumentEventsSubscriptionVariables,
  type Endpoint,
  type FollowOptions,
  follow,
  type GatewayError,
} from 'invoice-gateway-client';
import { tokenOf } from '../../end-to-end/world.ts';

/** A program that follows events. */
export interface Follower extends AsyncDisposable {
  /** The ids of the events so far. */
  readonly ids: readonly string[];
  /** The errors and pauses of the breaks so far. */
  readonly breaks: readonly { readonly code: string; readonly ms: number }[];
  /** Undefined until it has ended; `done` or the error. */
  readonly end: unknown;
  /** Resolves when it has ended. */
  readonly ended: Promise<unknown>;
  stop(): void;
}

export interface FollowerOptions extends FollowOptions, Partial<Endpoint> {
  readonly variables: DocumentEventsSubscriptionVariables;
  /** Called for each event before the next one is read. */
  readonly onEvent?: (id: string) => Promise<void> | void;
}

/** Follows in the background. Pauses take no time. */
export function follower(url: string | URL, { variables, onEvent, ...options }: FollowerOptions): Follower {
  const ids: string[] = [];
  const breaks: { code: string; ms: number }[] = [];
  const stopped = new AbortController();
  const onBreak = ({ code }: GatewayError, ms: number) => void breaks.push({ code, ms });
  const endpoint = { url, token: () => tokenOf('acme'), pauseMs: () => 0, ...options };
  let end: unknown;
  const run = async () => {
    const all = { signal: stopped.signal, onBreak, ...options };
    for await (const { id } of follow(endpoint, DocumentEventsDocument, variables, all)) {
      ids.push(id);
      await onEvent?.(id);
    }
    return 'done';
  };
  const ended = run()
    .catch((error: unknown) => error)
    .then((how) => {
      end = how;
      return how;
    });
  return {
    ids,
    breaks,
    get end() {
      return end;
    },
    ended,
    stop: () => stopped.abort(),
    async [Symbol.asyncDispose]() {
      stopped.abort();
      await ended;
    },
  };
}
