import { readOtlpSettings, type OtlpSettings } from './exporter-settings.ts';
import { readSampling, type Sampling } from './sampling.ts';
import { readVariables, type VariableReader, type Variables } from './variables.ts';

/** How finished spans wait to be sent. */
export interface BatchSettings {
  /** Spans that may wait; those beyond are dropped. */
  readonly maxQueueSize: number;
  readonly maxExportBatchSize: number;
  /** Longest time between two batches, in milliseconds. */
  readonly scheduledDelayMs: number;
  /** How long one batch may take, in milliseconds. */
  readonly exportTimeoutMs: number;
}

/** What bounds a span. */
export interface SpanBounds {
  /** Characters of an attribute's text. */
  readonly attributeValueLengthLimit: number;
  readonly attributeCountLimit: number;
  readonly eventCountLimit: number;
  readonly linkCountLimit: number;
}

/** What traces are made with. */
export interface TracingSettings {
  /** Null: none are sent by OTLP. */
  readonly otlp: OtlpSettings | null;
  /** Whether spans are printed on standard output. */
  readonly isPrinted: boolean;
  readonly sampling: Sampling;
  readonly batch: BatchSettings;
  readonly bounds: SpanBounds;
  /** The attributes of the resource, `service.name` among them. */
  readonly resource: Readonly<Record<string, string>>;
  /** Whether traces of callers are continued. */
  readonly continuesTraces: boolean;
  /** Whether spans hold prompts and answers. */
  readonly capturesContent: boolean;
}

/** What the environment says of traces. */
export interface TracingPlan {
  /** Null: there are none. */
  readonly settings: TracingSettings | null;
  /** One sentence for each variable with a wrong value. */
  readonly faults: readonly string[];
}

/** Spans with prompts are large, so fewer of them may wait. */
const defaultQueue = { plain: 2048, withContent: 512 };

/**
 * What OpenTelemetry's variables ask for. Traces are made where `OTEL_TRACES_EXPORTER` names `otlp` or
 * `console`, or, without that variable, where `OTEL_EXPORTER_OTLP_ENDPOINT` or
 * `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` is set; never where `OTEL_SDK_DISABLED` is true.
 *
 * @param version Of this program.
 */
export function readTracingPlan(variables: Variables, version: string): TracingPlan {
  const reader = readVariables(variables);
  const { faults } = reader;
  const exporters = exportersIn(reader);
  if (exporters.length === 0) return { settings: null, faults };
  const otlp = exporters.includes('otlp') ? readOtlpSettings(reader) : null;
  const isPrinted = exporters.includes('console');
  if (otlp === null && !isPrinted) return { settings: null, faults };
  const capturesContent = readCapture(reader);
  const settings = {
    otlp,
    isPrinted,
    sampling: readSampling(reader),
    batch: readBatch(reader, capturesContent),
    bounds: readBounds(reader),
    resource: readResource(reader, version),
    continuesTraces: readPropagators(reader),
    capturesContent,
  };
  return { settings, faults };
}

function exportersIn(reader: VariableReader): readonly string[] {
  const isAsked = reader.text('OTEL_TRACES_EXPORTER') ?? reader.exporterText('ENDPOINT');
  if (isAsked === undefined || reader.flag('OTEL_SDK_DISABLED')) return [];
  const names = reader.list('OTEL_TRACES_EXPORTER') ?? ['otlp'];
  const known = names.filter((name) => name === 'otlp' || name === 'console');
  if (known.length < names.length && !names.includes('none')) {
    reader.fault('OTEL_TRACES_EXPORTER', 'may name otlp, console and none; others are left out');
  }
  return names.includes('none') ? [] : known;
}

/** The variable is that of OpenTelemetry's own instrumentations; later ones say where content goes. */
function readCapture(reader: VariableReader): boolean {
  const name = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
  const value = reader.text(name)?.toLowerCase() ?? 'false';
  if (['true', 'span_only', 'span_and_event'].includes(value)) return true;
  if (!['false', 'no_content', 'event_only'].includes(value)) {
    reader.fault(name, 'must be true or false; it counts as false');
  }
  return false;
}

function readBatch(reader: VariableReader, capturesContent: boolean): BatchSettings {
  const waiting = capturesContent ? defaultQueue.withContent : defaultQueue.plain;
  const maxQueueSize = reader.number('OTEL_BSP_MAX_QUEUE_SIZE', waiting, 1);
  const batch = reader.number('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', Math.min(512, maxQueueSize), 1);
  if (batch > maxQueueSize) {
    reader.fault(
      'OTEL_BSP_MAX_EXPORT_BATCH_SIZE',
      `must be at most ${maxQueueSize}, which is used`,
    );
  }
  return {
    maxQueueSize,
    maxExportBatchSize: Math.min(batch, maxQueueSize),
    scheduledDelayMs: reader.number('OTEL_BSP_SCHEDULE_DELAY', 5000),
    exportTimeoutMs: reader.number('OTEL_BSP_EXPORT_TIMEOUT', 30_000, 1),
  };
}

function readBounds(reader: VariableReader): SpanBounds {
  const bound = (name: string, fallback: number): number =>
    reader.number(`OTEL_SPAN_${name}`, reader.number(`OTEL_${name}`, fallback));
  return {
    attributeValueLengthLimit: bound('ATTRIBUTE_VALUE_LENGTH_LIMIT', Infinity),
    attributeCountLimit: bound('ATTRIBUTE_COUNT_LIMIT', 128),
    eventCountLimit: reader.number('OTEL_SPAN_EVENT_COUNT_LIMIT', 128),
    linkCountLimit: reader.number('OTEL_SPAN_LINK_COUNT_LIMIT', 128),
  };
}

function readResource(reader: VariableReader, version: string): Readonly<Record<string, string>> {
  const name = reader.text('OTEL_SERVICE_NAME');
  return {
    'service.name': 'codex-serve',
    'service.version': version,
    ...reader.pairs('OTEL_RESOURCE_ATTRIBUTES'),
    ...(name !== undefined && { 'service.name': name }),
  };
}

/** Baggage is accepted because it is in the default; nothing here reads it. */
function readPropagators(reader: VariableReader): boolean {
  const names = reader.list('OTEL_PROPAGATORS') ?? ['tracecontext', 'baggage'];
  const isKnown = (name: string): boolean => ['tracecontext', 'baggage', 'none'].includes(name);
  if (!names.every(isKnown)) {
    reader.fault(
      'OTEL_PROPAGATORS',
      'may name tracecontext, baggage and none; others are left out',
    );
  }
  return names.includes('tracecontext') && !names.includes('none');
}
