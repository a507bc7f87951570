/**
 * In seconds. The buckets of OpenTelemetry's HTTP metrics, and one for the usual time-outs of an operation. All durations have
 * the same, so that they can be compared.
 */
export const DURATION_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
