import type { Context, Span, SpanContext } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import type { TraceCarrier, TraceIds } from '../http/request-tracer.ts';
import type { Libraries } from './libraries.ts';

/** The spans of requests, operations and completions, recent ones among them. */
export interface Contexts {
  /** Notes the span of an id. */
  note(id: string, span: Span): void;
  /** The context for children of that span; one without a span where there is none. */
  of(id: string | null | undefined): Context;
  /** Undefined where there is none. */
  spanContextOf(id: string | null | undefined): SpanContext | undefined;
  idsOf(id: string): TraceIds | undefined;
  /** The context of the trace that the first of these continues; one without a span for none. */
  continued(carriers: readonly TraceCarrier[]): Context;
}

/** How many spans can still be referred to. */
const maxKept = 5000;

/**
 * Starts with none.
 *
 * @param continuesTraces Whether carriers are read.
 */
export function createContexts({ api, core }: Libraries, continuesTraces: boolean): Contexts {
  const kept = new LRUCache<string, SpanContext>({ max: maxKept });
  const propagator = new core.W3CTraceContextPropagator();
  const spanContextOf: Contexts['spanContextOf'] = (id) =>
    id === null || id === undefined ? undefined : kept.get(id);
  return {
    note: (id, span) => void kept.set(id, span.spanContext()),
    of(id) {
      const known = spanContextOf(id);
      return known === undefined
        ? api.ROOT_CONTEXT
        : api.trace.setSpanContext(api.ROOT_CONTEXT, known);
    },
    spanContextOf,
    idsOf(id) {
      const known = kept.get(id);
      return known && { traceId: known.traceId, spanId: known.spanId };
    },
    continued(carriers) {
      if (!continuesTraces) return api.ROOT_CONTEXT;
      for (const carrier of carriers) {
        const context = propagator.extract(api.ROOT_CONTEXT, carrier, textGetter);
        if (context !== api.ROOT_CONTEXT) return context;
      }
      return api.ROOT_CONTEXT;
    },
  };
}

/** A client may put anything into a message. */
const textGetter = {
  keys: (carrier: TraceCarrier): string[] => Object.keys(carrier),
  get(carrier: TraceCarrier, key: string): string | undefined {
    const value = carrier[key];
    return typeof value === 'string' ? value : undefined;
  },
};
