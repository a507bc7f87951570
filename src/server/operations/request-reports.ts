import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { Config } from '../../config/config.ts';
import type { ReportRequest } from '../../telemetry/request-record.ts';
import { endRequestSpan } from '../../telemetry/tracing/request-spans.ts';
import { createAccessLog } from './access-log.ts';
import { registerRequests } from './request-metrics.ts';

/** The traces that each ended request leaves: metrics, a line in the log, and a span. Disposing of it logs what was only counted. */
export interface RequestReports extends Disposable {
  readonly report: ReportRequest;
  /** Uses the section `logs` of another configuration from now on. */
  load(settings: Config['logs']): void;
}

export function createRequestReports(options: {
  readonly logger: Logger;
  readonly registry: Registry;
  readonly settings: Config['logs'];
}): RequestReports {
  const accessLog = createAccessLog(options);
  const measure = registerRequests(options.registry);
  return {
    report: (ended) => {
      measure(ended);
      accessLog.write(ended);
      endRequestSpan(ended);
    },
    load: (settings) => accessLog.load(settings),
    [Symbol.dispose]: () => accessLog[Symbol.dispose](),
  };
}
