import {
  type DocumentEventFilter,
  DocumentEventType,
  type Endpoint,
  type ErrorDetailsFragment,
  EventsEndDocument,
  follow,
  GatewayError,
  MarkInvoicesExportedDocument,
  ReportSyncErrorDocument,
  request,
  TakeOverDocument,
  TakeOverOneDocument,
} from 'invoice-gateway-client';
import { type Erp, keyOf, type Task } from './erp.ts';
import { Wakeup } from './wakeup.ts';

export interface ConnectorOptions {
  readonly gateway: Endpoint;
  readonly erp: Erp;
  readonly signal: AbortSignal;
  /** The lists are read this often, whether events arrive or not. */
  readonly pollMs: number;
  /** The lists are read from their start this often. */
  readonly restartMs: number;
  /** The time until a failed step is tried again, if the gateway does not name one. */
  readonly retryMs: number;
  readonly log: (message: string, details?: object) => void;
}

type Failure = Pick<ErrorDetailsFragment, 'code' | 'message' | 'retryable' | 'retryAfterMs'>;

const AT_ONCE = 8;
const PAGE = 50;
/** An unknown outcome is asked for this many times more rarely than a failed step is repeated. */
const UNKNOWN_RETRIES = 30;
/** Errors that do not go away without a person. */
const FATAL: ReadonlySet<string> = new Set(['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT']);

const EVENTS = `subscription ($after: ID, $filter: DocumentEventFilter) {
  documentEvents(after: $after, filter: $filter) { id type }
}`;
interface Events {
  readonly documentEvents: { readonly id: string; readonly type: DocumentEventType };
}
interface EventVariables {
  readonly after: string;
  readonly filter: DocumentEventFilter;
}

/** Takes all documents over into the ERP, each once, and tells the gateway. Runs until the signal aborts. */
export class Connector {
  readonly #options: ConnectorOptions;
  readonly #toRead = new Wakeup();
  readonly #toTell = new Wakeup();
  /** The last event: it is stored with the first page that was requested after it. A new run reads the lists anyway. */
  #event: string | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    // Before the first list: a document that is added later is in an event, in the list, or in both.
    if (this.#options.erp.position('event') === null) await this.#restartEvents();
    await Promise.all([this.#readLists(), this.#tell(), this.#followEvents()]);
  }

  async #readLists(): Promise<void> {
    const { signal, erp, pollMs, restartMs, log } = this.#options;
    while (!signal.aborted) {
      // Some documents are only found from the start: those that were added with an earlier date.
      if (Date.now() - Number(erp.position('start')) > restartMs) erp.restartList(Date.now());
      // A list that cannot be read is read again later, from its cursor.
      await this.#readList().catch((error: unknown) => log('could not read the lists', this.#detailsOf(error)));
      await this.#toRead.wait(pollMs, signal);
    }
  }

  /** Reads on from the saved cursor to the end. */
  async #readList(): Promise<void> {
    const { gateway, erp, signal, log } = this.#options;
    for (let hasNextPage = true; hasNextPage && !signal.aborted; ) {
      const event = this.#event;
      const { invoices } = await request(
        gateway,
        TakeOverDocument,
        { first: PAGE, after: erp.position('cursor') },
        { signal },
      );
      if (invoices === null) return;
      const { nodes, failures, accounts, pageInfo } = invoices;
      erp.takePage({ documents: nodes, unread: failures.map(({ id }) => id), cursor: pageInfo.endCursor, event });
      for (const { company, source, error } of accounts)
        if (error !== null) log('an account failed', { company: company.id, source, code: error.code });
      log('took a page over', { documents: nodes.length, unread: failures.length });
      this.#toTell.wake();
      hasNextPage = pageInfo.hasNextPage;
    }
  }

  /** Tells the gateway about each document that was booked or refused, and reads those that could not be read. */
  async #tell(): Promise<void> {
    const { erp, signal, retryMs } = this.#options;
    while (!signal.aborted) {
      const tasks = erp.tasks(Date.now(), AT_ONCE);
      await Promise.all(tasks.map((task) => this.#carryOut(task)));
      if (tasks.length === 0) await this.#toTell.wait(retryMs, signal);
    }
  }

  async #carryOut(task: Task): Promise<void> {
    const { erp, retryMs, log } = this.#options;
    try {
      if (task.state === 'BOOKED') await this.#markExported(task);
      else if (task.state === 'REFUSED') await this.#report(task);
      else await this.#readOne(task);
    } catch (error) {
      log('could not reach the gateway', this.#detailsOf(error));
      const { retryAfterMs } = error as GatewayError;
      erp.retryAt(task.id, Date.now() + (retryAfterMs ?? retryMs));
    }
  }

  async #markExported({ id }: Task): Promise<void> {
    const { gateway, erp, signal, log } = this.#options;
    const options = { idempotencyKey: keyOf('export', id), signal };
    const { markInvoicesExported } = await request(gateway, MarkInvoicesExportedDocument, { ids: [id] }, options);
    const [result] = markInvoicesExported?.results ?? [];
    if (result?.ok) {
      erp.end(id, 'EXPORTED');
      log('a document was exported', { id });
    }
    // It was exported before, as by an earlier installation of this program.
    else if (result?.error?.code === 'CONFLICT' && result.error.documentState !== 'REJECTED')
      erp.end(id, 'EXPORTED', result.error.message);
    else this.#fail(id, result?.error ?? NO_ANSWER);
  }

  async #report({ id, reason }: Task): Promise<void> {
    const { gateway, erp, signal, log } = this.#options;
    const variables = { invoiceId: id, message: reason ?? '' };
    const options = { idempotencyKey: keyOf('report', id), signal };
    const { reportSyncError } = await request(gateway, ReportSyncErrorDocument, variables, options);
    const [error = NO_ANSWER] = reportSyncError?.errors ?? [];
    if (!reportSyncError?.ok && error.code !== 'UNSUPPORTED_BY_SOURCE') return this.#fail(id, error);
    erp.end(id, 'REPORTED');
    log('a document was refused', { id, reason, isAccountantTold: reportSyncError?.ok === true });
  }

  async #readOne({ id }: Task): Promise<void> {
    const { gateway, erp, signal } = this.#options;
    const { invoice } = await request(gateway, TakeOverOneDocument, { id }, { signal });
    if (invoice === null) erp.end(id, 'FAILED', 'The source no longer has it');
    else erp.takeUnread(invoice);
  }

  /** Tries again later, or leaves the document to a person. */
  #fail(id: string, { code, message, retryable, retryAfterMs }: Failure): void {
    const { erp, retryMs, log } = this.#options;
    log('a document was not marked', { id, code, message });
    // The same key later: the gateway has looked at the source by then. Its event says when.
    if (code === 'OUTCOME_UNKNOWN') erp.retryAt(id, Date.now() + UNKNOWN_RETRIES * retryMs);
    else if (retryable) erp.retryAt(id, Date.now() + (retryAfterMs ?? retryMs));
    else erp.end(id, 'FAILED', `${code}: ${message}`);
  }

  async #followEvents(): Promise<void> {
    const { gateway, erp, signal, log } = this.#options;
    const { Exported, Listed, WriteResolved } = DocumentEventType;
    const filter = { types: [Exported, Listed, WriteResolved] };
    while (!signal.aborted) {
      const variables = { after: erp.position('event') ?? '', filter };
      const onBreak = ({ code }: GatewayError) => log('the stream of events broke', { code });
      try {
        for await (const { id, type } of follow<Events, EventVariables>(gateway, EVENTS, variables, {
          signal,
          onBreak,
        })) {
          this.#event = id;
          if (type === WriteResolved) {
            erp.retryUnknown();
            this.#toTell.wake();
          } else this.#toRead.wake();
        }
      } catch (error) {
        if (!(error instanceof GatewayError) || error.code !== 'CURSOR_EXPIRED') throw error;
        // Events are lost, so the lists are read from their start.
        await this.#restartEvents();
        erp.restartList(Date.now());
        this.#toRead.wake();
      }
    }
  }

  async #restartEvents(): Promise<void> {
    const { gateway, erp, signal } = this.#options;
    const { eventsEnd } = await request(gateway, EventsEndDocument, {}, { signal });
    erp.setPosition('event', eventsEnd);
  }

  /** Throws the errors that do not go away. */
  #detailsOf(error: unknown): object {
    const { signal, erp } = this.#options;
    if (signal.aborted) return { isStopping: true };
    if (!(error instanceof GatewayError) || FATAL.has(error.code)) throw error;
    // The cursor is of another version of the gateway.
    if (error.code === 'CURSOR_EXPIRED') erp.restartList(Date.now());
    return { code: error.code, message: error.message };
  }
}

const NO_ANSWER: Failure = {
  code: 'OUTCOME_UNKNOWN',
  message: 'There is no result',
  retryable: false,
  retryAfterMs: null,
};
