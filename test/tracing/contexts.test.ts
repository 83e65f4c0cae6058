// In a process of its own: it measures the heap.
import * as api from '@opentelemetry/api';
import * as core from '@opentelemetry/core';
import * as resources from '@opentelemetry/resources';
import * as sdk from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { createContexts, type Contexts } from '../../src/tracing/contexts.ts';
import { heapInUse } from '../support/heap.ts';

const libraries = { api, core, resources, sdk, newOtlpExporter: null };
const tracer = new sdk.TracerProvider().getTracer('test');
const traceId = '1'.repeat(32);
const traceparent = `00-${traceId}-${'2'.repeat(16)}-01`;
const megabyte = 1024 * 1024;

/** Text of its own, as each message of a client has. */
const textOf = (length: number, part = 'x'): string => Buffer.alloc(length, part).toString();

function stateOf(carrier: Readonly<Record<string, unknown>>): string | undefined {
  const context = createContexts(libraries, true).continued([carrier]);
  return api.trace.getSpanContext(context)?.traceState?.serialize();
}

function answer(contexts: Contexts, id: string, carrier = {}): void {
  contexts.begun(id, tracer.startSpan('x', {}, contexts.continued([carrier])));
  contexts.ended(id);
}

describe('the state of a trace', () => {
  const member = (name: string, length: number): string => `${name}=${'v'.repeat(length - 2)}`;

  it.each([
    ['is kept up to 512 characters', [member('a', 255), member('b', 256)], 2],
    ['loses the members beyond them', [member('a', 256), member('b', 256), 'c=1'], 1],
    ['loses a first member that is too long, and all after it', [member('a', 600), 'b=1'], 0],
  ])('%s', (_name, members, kept) => {
    const state = stateOf({ traceparent, tracestate: members.join(',') });
    expect(state ?? '').toBe(members.slice(0, kept).join(','));
  });

  it.each([[undefined], [null], [7], [['a=1']], [{ a: 1 }]])('is none where it is %j', (state) => {
    expect(stateOf({ traceparent, tracestate: state })).toBeUndefined();
  });
});

describe('what clients send of their traces', () => {
  it.each([
    ['a long state', () => ({ traceparent, tracestate: `a=1,${textOf(megabyte)}` })],
    ['a long state of one member', () => ({ traceparent, tracestate: `a=${textOf(megabyte)}` })],
    ['a state of many members', () => ({ traceparent, tracestate: textOf(megabyte, 'a=1,') })],
    [
      'a parent of a later version, with a long end',
      () => ({ traceparent: `${traceparent.replace('00', '01')}-${textOf(megabyte)}` }),
    ],
  ])('takes no memory: %s', (_name, carrier) => {
    const contexts = createContexts(libraries, true);
    const before = heapInUse();
    for (let each = 0; each < 40; each += 1) answer(contexts, `op_${each}`, carrier());
    expect(heapInUse() - before).toBeLessThan(4 * megabyte);
    expect(contexts.idsOf('op_0')).toBeDefined();
  });
});

describe('a span', () => {
  it('is known as long as it is open, however many others end', () => {
    const contexts = createContexts(libraries, true);
    const span = tracer.startSpan('long');
    contexts.begun('req_long', span);
    for (let each = 0; each < 6000; each += 1) answer(contexts, `req_${each}`);
    const { traceId: id, spanId } = span.spanContext();
    expect(contexts.idsOf('req_long')).toEqual({ traceId: id, spanId });
    expect(contexts.idsOf('req_0')).toBeUndefined();
    expect(contexts.idsOf('req_5999')).toBeDefined();
    contexts.ended('req_long');
    expect(contexts.spanContextOf('req_long')).toEqual(span.spanContext());
  });

  it('is unknown where nothing has that id', () => {
    const contexts = createContexts(libraries, true);
    contexts.ended('req_none');
    for (const id of ['req_none', null, undefined]) {
      expect(contexts.spanContextOf(id)).toBeUndefined();
      expect(contexts.of(id)).toBe(api.ROOT_CONTEXT);
    }
  });
});
