import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServerCertificate } from '../sns/certificate.ts';
import { answerCall, type Conventions } from './answer-call.ts';
import { paceOf } from './arrival-fault.ts';
import { type CallInProgress, CallLog } from './call.ts';
import { applyFault, type Exchange, type Fault, isAnswerFault, isArrivalFault } from './fault.ts';
import { createFaultPlan, type FaultOptions, type Match, type RemoveFault } from './fault-plan.ts';
import { startListener } from './listener.ts';
import { readBody } from './read-body.ts';
import { createRouter, type RouteTable } from './route.ts';
import { send } from './send.ts';

/** A simulation of one source over real HTTP. */
export interface StandIn<Operation extends string> extends AsyncDisposable {
  /** Base URL with the vendor's path, without a trailing slash; the same after a restart. */
  readonly url: string;
  /** Every call since the start or the last `clear()`, including refused and faulty ones. */
  readonly calls: CallLog;
  /**
   * Makes calls fail. Each call gets at most one fault: the first matching one that was added. Faults that hit a call
   * while it is received come first, and do not know its body yet.
   */
  fail(match: Match<Operation>, fault: Fault, options?: FaultOptions): RemoveFault;
  clearFaults(): void;
  /** Refuses connections from now on, and destroys open ones. */
  stop(): Promise<void>;
  /** Listens again on the same port. */
  restart(): Promise<void>;
}

export interface StandInPlan<Operation extends string, Account> {
  /** The path prefix of the vendor's API: "/api/pub", or "". */
  readonly basePath: string;
  /** 0 = the system picks one. */
  readonly port: number;
  readonly table: RouteTable<Operation, Account>;
  readonly conventions: Conventions<Account>;
  /** If given, the stand-in serves https. */
  readonly certificate?: ServerCertificate;
}

export async function startStandIn<Operation extends string, Account>(
  plan: StandInPlan<Operation, Account>,
): Promise<StandIn<Operation>> {
  const calls = new CallLog();
  const faults = createFaultPlan<Operation>();
  const route = createRouter(plan.table);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const { path, query, isBelow } = splitTarget(request.url ?? '/', plan.basePath);
    const found = isBelow ? route(request.method ?? '', path) : NOTHING;
    const call = toCall(request, path, query);
    call.operation = found.kind === 'route' ? found.operation : undefined;
    const admission = plan.conventions.admit(call, query);
    call.company = 'account' in admission ? admission.company : undefined;
    const gone = new AbortController();
    const end = Promise.withResolvers<void>();
    response.once('close', () => {
      call.aborted = !response.writableFinished;
      gone.abort();
      end.resolve();
    });
    calls.record(call, end.promise);

    const onArrival = faults.take(call, isArrivalFault);
    const pace = onArrival && paceOf(onArrival, request, gone.signal);
    const body = await readBody(request, (found.kind === 'route' && found.route.body) || 'text', pace);
    if (body === undefined) return;
    Object.assign(call, body.logged);

    const answer = () => {
      const own = answerCall(plan, found, { call, query, bytes: body.bytes });
      call.outcome = own.status;
      return own;
    };
    const exchange: Exchange = { response, gone: gone.signal, answer, error: plan.conventions.error };
    const fault = onArrival === undefined ? faults.take(call, isAnswerFault) : undefined;
    call.status = fault === undefined ? send(response, answer()) : await applyFault(fault, exchange);
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      // A bug in the stand-in: report it to the caller.
      send(response, plan.conventions.error(500, `The stand-in failed: ${error}`));
    });
  };
  const listener = await startListener(plan.port, onRequest, plan.certificate);

  return {
    url: listener.origin + plan.basePath,
    calls,
    fail: faults.add,
    clearFaults: faults.clear,
    stop: listener.stop,
    restart: async () => {
      await listener.stop();
      await listener.start();
    },
    [Symbol.asyncDispose]: listener.stop,
  };
}

const NOTHING = { kind: 'nothing' } as const;

/** Does not use URL, which would resolve "..", and take "//host" for another host. */
function splitTarget(target: string, basePath: string) {
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : target.slice(mark + 1));
  const isBelow = path.startsWith(`${basePath}/`);
  return { path: isBelow ? path.slice(basePath.length) : path, query, isBelow };
}

function toCall(request: IncomingMessage, path: string, query: URLSearchParams): CallInProgress {
  const companyId = request.headers['lightyear-company-id'];
  return {
    method: request.method ?? '',
    path,
    query: Object.fromEntries(query),
    headers: request.headers,
    operation: undefined,
    companyId: typeof companyId === 'string' ? companyId : undefined,
    company: undefined,
    at: Date.now(),
    body: '',
    size: 0,
    sha256: undefined,
    status: undefined,
    outcome: undefined,
    aborted: false,
  };
}
