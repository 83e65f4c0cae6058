import { Counter, Gauge, Histogram, Registry, type OpenMetricsContentType } from 'prom-client';
import type { Logger } from 'pino';
import { settleWithin } from '../util/settle-within.ts';
import {
  fullName,
  metricTable,
  type LabelOf,
  type MetricName,
  type MetricRow,
  type NameOf,
} from './metric-table.ts';

/** One value of a metric that is read at each scrape. */
export interface Reading<Label extends string> {
  readonly labels: Readonly<Record<Label, string>>;
  readonly value: number;
}

/** Reads all values of a metric. May throw or reject: the metric is left out of that scrape. */
export type Read<Label extends string> = () => Readings<Label> | Promise<Readings<Label>>;

type Readings<Label extends string> = readonly Reading<Label>[];

/** The text formats of Prometheus. */
export type MetricsFormat = 'text' | 'openmetrics';

/** All metrics as one text. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** The metrics of one gateway. Each is made once. */
export interface MetricSet {
  counter<Name extends NameOf<'counter'>>(name: Name): Counter<LabelOf<Name>>;
  histogram<Name extends NameOf<'histogram'>>(name: Name): Histogram<LabelOf<Name>>;
  /** A gauge, or a counter that something else keeps, whose values are read at each scrape. */
  read<Name extends MetricName>(name: Name, read: Read<LabelOf<Name>>): void;
  write(format: MetricsFormat): Promise<Exposition>;
}

/** How long a metric may take to read, in milliseconds. */
const patienceMs = 1000;

/**
 * Creates an empty set with registries of its own. A metric that cannot be read is missing from that
 * scrape, and the log says so once.
 */
export function createMetricSet(logger: Logger): MetricSet {
  const text = new Registry();
  const openMetrics = new Registry<OpenMetricsContentType>();
  openMetrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  const failed = new Set<MetricName>();

  const add = <Metric extends Counter | Gauge | Histogram>(metric: Metric): Metric => {
    text.registerMetric(metric);
    openMetrics.registerMetric(renamable(metric));
    return metric;
  };
  const report = (name: MetricName, error: unknown): void => {
    if (failed.has(name)) return;
    failed.add(name);
    logger.warn({ err: error, metric: fullName(name) }, 'a metric cannot be read');
  };

  return {
    counter: (name) => add(new Counter(configuration(name))),
    histogram(name) {
      const { bounds } = metricTable[name];
      return add(new Histogram({ ...configuration(name), buckets: [...bounds] }));
    },
    read(name, read) {
      const { kind, labels: names } = metricTable[name];
      const put = (readings: Readings<LabelOf<typeof name>>): void => {
        metric.reset();
        // Without labels, a reset metric is 0 instead of missing.
        if (names.length === 0) metric.remove();
        for (const { labels, value } of readings) {
          if (!Number.isFinite(value)) throw new TypeError(`${value} is no value of a metric`);
          metric.inc(labels, value);
        }
      };
      const collect = async (): Promise<void> => {
        try {
          put(await readWithin(read));
        } catch (error) {
          put([]);
          report(name, error);
        }
      };
      const options = { ...configuration(name), collect };
      const metric: Counter | Gauge =
        kind === 'counter' ? new Counter(options) : new Gauge(options);
      add(metric);
    },
    async write(format) {
      const registry = format === 'openmetrics' ? openMetrics : text;
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

async function readWithin<Label extends string>(read: Read<Label>): Promise<Readings<Label>> {
  return await settleWithin(
    Promise.resolve().then(read),
    patienceMs,
    () => new Error('it takes too long'),
  );
}

function configuration<Name extends MetricName>(name: Name) {
  const { labels, help }: MetricRow & { readonly labels: readonly LabelOf<Name>[] } =
    metricTable[name];
  return { name: fullName(name), help, labelNames: labels, registers: [] };
}

/**
 * Shows the same values under a name of its own: a registry that writes OpenMetrics takes `_total` off
 * a counter's name for good (prom-client 15.1).
 */
function renamable<Metric extends object>(metric: Metric): Metric {
  return Object.create(metric);
}
