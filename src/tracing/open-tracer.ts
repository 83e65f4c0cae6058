import type { Tracer } from '@opentelemetry/api';
import type { Sampler, SpanExporter } from '@opentelemetry/sdk-trace';
import type { Logger } from 'pino';
import { settleWithin } from '../util/settle-within.ts';
import { createBatches } from './exporting.ts';
import type { Libraries } from './libraries.ts';
import type { Sampling } from './settings/sampling.ts';
import type { TracingSettings } from './settings/settings.ts';

/** Makes spans, and sends them. */
export interface OpenTracer {
  readonly tracer: Tracer;
  /** Sends what waits, and gives up after `ms`. Never rejects. */
  close(ms: number): Promise<void>;
}

/** A tracer of its own: nothing in the process is instrumented, and nothing global is set. */
export function openTracer(
  libraries: Libraries,
  settings: TracingSettings,
  version: string,
  logger: Logger,
): OpenTracer {
  const { sdk, resources, newOtlpExporter } = libraries;
  const exporters: SpanExporter[] = [];
  if (newOtlpExporter !== null) exporters.push(newOtlpExporter());
  if (settings.isPrinted) exporters.push(new sdk.ConsoleSpanExporter());
  const provider = new sdk.TracerProvider({
    resource: resources
      .defaultResource()
      .merge(resources.resourceFromAttributes(settings.resource)),
    sampler: samplerOf(libraries, settings.sampling),
    spanLimits: settings.bounds,
    spanProcessors: exporters.map((exporter) =>
      createBatches(libraries, exporter, settings.batch, logger),
    ),
  });
  return {
    tracer: provider.getTracer('codex-serve', version),
    async close(ms) {
      const late = (): Error => new Error('The traces were not sent in time.');
      await settleWithin(provider.shutdown(), ms, late).catch(() => {});
    },
  };
}

function samplerOf({ sdk }: Libraries, { followsParent, ratio }: Sampling): Sampler {
  const root = new sdk.TraceIdRatioBasedSampler(ratio);
  return followsParent ? new sdk.ParentBasedSampler({ root }) : root;
}
