import type { Logger } from 'pino';
import type { Config } from '../../config/config.ts';
import { onBehalfOfGateway } from '../../limits/on-behalf.ts';
import type { EndedRequest, ReportRequest } from '../../telemetry/request-record.ts';

export interface AccessLog extends Disposable {
  readonly write: ReportRequest;
  /** Applies other settings from now on. */
  readonly load: (settings: Config['logs']) => void;
}

export interface AccessLogOptions {
  readonly logger: Logger;
  readonly settings: Config['logs'];
  /** From 0 to 1, exclusive. */
  readonly random?: () => number;
}

const MINUTE_MS = 60_000;
/** The callers that have a count of their own. All others share one. */
const MAX_CALLERS = 1_000;
const OTHERS = ' others';
/** Clients choose the names of operations. */
const MAX_NAME = 100;

/**
 * Writes a line about each request of a known caller. A request whose sender is not known gets no line, and a caller gets a bounded
 * number of lines a minute: otherwise any client could fill the disk. Refusals are counted, and the lines that are left out are
 * counted once a minute.
 */
export function createAccessLog({ logger, settings, random = Math.random }: AccessLogOptions): AccessLog {
  let { access, accessLinesPerMinute: maxLines } = settings;
  // The line has fixed fields, and searching them for secrets would take longer than writing it.
  const log = logger.child({}, { redact: [] });
  const lines = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;

  const isWanted = ({ record, status = 200 }: EndedRequest): boolean => {
    if (access === 'off') return false;
    if (access === 'all' || record.code !== undefined || status >= 400) return true;
    return typeof access === 'number' && random() < access;
  };

  const endMinute = (): void => {
    timer = undefined;
    const leftOut = [...lines].flatMap(([caller, count]) => (count > maxLines ? [[caller, count - maxLines]] : []));
    lines.clear();
    if (leftOut.length > 0)
      log.warn({ leftOut: Object.fromEntries(leftOut) }, 'access lines left out in the last minute');
  };

  const hasRoom = (caller: string): boolean => {
    const name = lines.has(caller) || lines.size < MAX_CALLERS ? caller : OTHERS;
    const count = (lines.get(name) ?? 0) + 1;
    lines.set(name, count);
    timer ??= onBehalfOfGateway(() => setTimeout(endMinute, MINUTE_MS)).unref();
    return count <= maxLines;
  };

  const write: ReportRequest = (ended) => {
    const { caller } = ended.record;
    if (caller === undefined || !log.isLevelEnabled('info') || !isWanted(ended) || !hasRoom(caller)) return;
    log.info(fieldsOf(ended), 'request');
  };

  return {
    write,
    load: (next) => {
      ({ access, accessLinesPerMinute: maxLines } = next);
    },
    [Symbol.dispose]: () => {
      clearTimeout(timer);
      endMinute();
    },
  };
}

function fieldsOf({ record, ms, status, bytes }: EndedRequest): object {
  const { id, method, path, caller, operation, code, restCalls, span } = record;
  return {
    requestId: id,
    ...(span !== undefined && { traceId: span.traceId }),
    ...{ method, path, caller },
    ...(operation !== undefined && { type: operation.type }),
    ...(operation?.name !== undefined && { operation: operation.name.slice(0, MAX_NAME) }),
    ...(status !== undefined && { status }),
    code: code ?? 'OK',
    ms: Math.round(ms * 10) / 10,
    ...(bytes !== undefined && { bytes }),
    restCalls,
  };
}
