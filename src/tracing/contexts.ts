import type { Context, Span, SpanContext } from '@opentelemetry/api';
import { LRUCache } from 'lru-cache';
import type { TraceCarrier, TraceIds } from '../http/request-tracer.ts';
import { textStart } from '../util/cut-text.ts';
import type { Libraries } from './libraries.ts';

/** The spans of requests, operations and completions: those that are open, and the last that ended. */
export interface Contexts {
  /** Notes the span of an id until `ended`. */
  begun(id: string, span: Span): void;
  /** The span of that id has ended. It can be referred to until many others have ended. */
  ended(id: string): void;
  /** The context for children of that span; one without a span where there is none. */
  of(id: string | null | undefined): Context;
  /** Undefined where there is none. */
  spanContextOf(id: string | null | undefined): SpanContext | undefined;
  idsOf(id: string): TraceIds | undefined;
  /** The context of the trace that the first of these continues; one without a span for none. */
  continued(carriers: readonly TraceCarrier[]): Context;
}

/** How many spans can still be referred to after their end. */
const maxEnded = 5000;

/**
 * Characters of a `traceparent`, and of the part of a `tracestate` that is passed on. All parties must
 * pass on as much: https://www.w3.org/TR/trace-context/#tracestate-limits
 */
const longestValue = 512;

/**
 * Starts with none.
 *
 * @param continuesTraces Whether carriers are read.
 */
export function createContexts({ api, core }: Libraries, continuesTraces: boolean): Contexts {
  const open = new Map<string, SpanContext>();
  const over = new LRUCache<string, SpanContext>({ max: maxEnded });
  const propagator = new core.W3CTraceContextPropagator();
  const spanContextOf: Contexts['spanContextOf'] = (id) =>
    id === null || id === undefined ? undefined : (open.get(id) ?? over.get(id));
  return {
    begun: (id, span) => void open.set(id, span.spanContext()),
    ended(id) {
      const known = open.get(id);
      if (known === undefined) return;
      open.delete(id);
      over.set(id, known);
    },
    of(id) {
      const known = spanContextOf(id);
      return known === undefined
        ? api.ROOT_CONTEXT
        : api.trace.setSpanContext(api.ROOT_CONTEXT, known);
    },
    spanContextOf,
    idsOf(id) {
      const known = spanContextOf(id);
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

/** A client may put anything into a message, and what is read here is kept with its span. */
const textGetter = {
  keys: (carrier: TraceCarrier): string[] => Object.keys(carrier),
  get(carrier: TraceCarrier, key: string): string | undefined {
    const value = carrier[key];
    if (typeof value !== 'string') return undefined;
    if (value.length <= longestValue) return value;
    return key === 'tracestate' ? firstMembers(value) : undefined;
  },
};

/** The first members of a list that fit. */
function firstMembers(list: string): string {
  return textStart(list, Math.max(0, list.lastIndexOf(',', longestValue)));
}
