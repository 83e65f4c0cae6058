import { durationBounds, firstTokenBounds, queueWaitBounds } from './bounds.ts';

/** What a metric is, for Prometheus and for docs/operations.md. */
export interface MetricRow {
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** The names of its labels. */
  readonly labels: readonly string[];
  /** One line. */
  readonly help: string;
  /** Of a histogram, ascending. */
  readonly bounds?: readonly number[];
}

/** Every metric by its name without the prefix `codex_serve_`. */
export const metricTable = {
  requests_total: {
    kind: 'counter',
    labels: ['surface', 'model', 'outcome'],
    help: 'Requests that were accepted and have ended, each of n choices counts as one.',
  },
  key_requests_total: {
    kind: 'counter',
    labels: ['key', 'outcome'],
    help: 'The same requests by API key.',
  },
  refused_total: {
    kind: 'counter',
    labels: ['surface', 'reason'],
    help: 'Requests that were refused with an error.',
  },
  errors_total: {
    kind: 'counter',
    labels: ['surface', 'code'],
    help: 'Accepted requests that failed, by error code. Cancelled ones are not among them.',
  },
  tokens_total: {
    kind: 'counter',
    labels: ['model', 'kind'],
    help: 'Tokens of requests that have ended. The kinds are disjoint.',
  },
  key_tokens_total: {
    kind: 'counter',
    labels: ['key', 'kind'],
    help: 'The same tokens by API key.',
  },
  first_token_seconds: {
    kind: 'histogram',
    labels: ['surface'],
    help: 'Time from the acceptance of a request to the first piece of its answer.',
    bounds: firstTokenBounds,
  },
  request_duration_seconds: {
    kind: 'histogram',
    labels: ['surface', 'outcome'],
    help: 'Time from the acceptance of a request to its end, its wait in the queue included.',
    bounds: durationBounds,
  },
  queue_wait_seconds: {
    kind: 'histogram',
    labels: [],
    help: 'Time that accepted requests waited in the queue; 0 for those that did not wait.',
    bounds: queueWaitBounds,
  },
  running: {
    kind: 'gauge',
    labels: ['surface'],
    help: 'Requests that are being answered.',
  },
  queued: {
    kind: 'gauge',
    labels: [],
    help: 'Requests that wait in the queue.',
  },
  parked: {
    kind: 'gauge',
    labels: [],
    help: 'Turns that wait for the results of their tool calls.',
  },
  quota_used_ratio: {
    kind: 'gauge',
    labels: ['window'],
    help: 'The used part of a window of the quota, from 0 to 1. Absent until the service reports it, and after its reset.',
  },
  quota_reset_timestamp_seconds: {
    kind: 'gauge',
    labels: ['window'],
    help: 'When that window resets.',
  },
  quota_observed_timestamp_seconds: {
    kind: 'gauge',
    labels: ['window'],
    help: 'When the service last reported that window.',
  },
  engine_up: {
    kind: 'gauge',
    labels: [],
    help: '1 while the engine takes requests, 0 while it does not.',
  },
  engine_restarts_total: {
    kind: 'counter',
    labels: ['reason'],
    help: 'Codex processes that replaced another one.',
  },
  thread_starts_total: {
    kind: 'counter',
    labels: ['kind'],
    help: 'Turns of the app-server engine, by where they got their thread.',
  },
  subscribers: {
    kind: 'gauge',
    labels: ['kind'],
    help: 'Open GraphQL subscriptions, by their field.',
  },
  event_loop_delay_seconds: {
    kind: 'gauge',
    labels: ['percentile'],
    help: 'Delay of the event loop in the last full minute, or in the current one where that is longer.',
  },
  log_lines_dropped_total: {
    kind: 'counter',
    labels: [],
    help: 'Log lines that were dropped because they could not be written.',
  },
  database_bytes: {
    kind: 'gauge',
    labels: [],
    help: 'Disk space that the databases below --home take, in bytes.',
  },
  build_info: {
    kind: 'gauge',
    labels: ['version', 'codex'],
    help: 'Always 1; the versions of the gateway and of Codex.',
  },
} as const satisfies Readonly<Record<string, MetricRow>>;

/** The name of a metric without its prefix. */
export type MetricName = keyof typeof metricTable;

/** The names of the metrics of a kind. */
export type NameOf<Kind extends MetricRow['kind']> = {
  [Name in MetricName]: (typeof metricTable)[Name]['kind'] extends Kind ? Name : never;
}[MetricName];

/** The names of a metric's labels. */
export type LabelOf<Name extends MetricName> = (typeof metricTable)[Name]['labels'][number];

/** The full name of a metric. */
export function fullName(name: MetricName): string {
  return `codex_serve_${name}`;
}
