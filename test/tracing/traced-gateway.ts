import { startTestGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import {
  callersTrace,
  startCollector,
  type Behavior,
  type Collector,
  type Span,
} from './collector.ts';

/** A gateway that sends its traces to a collector. */
export interface TracedGateway extends TestGateway {
  readonly collector: Collector;
  /**
   * Posts JSON as the part of a trace of its own.
   *
   * @param headers May hold another `traceparent`.
   */
  post(path: string, body: object, headers?: Readonly<Record<string, string>>): Promise<Traced>;
}

/** What a request was answered with, and how its trace is found. */
export interface Traced {
  readonly status: number;
  readonly text: string;
  readonly requestId: string;
  readonly traceId: string;
  /** Waits for so many spans of its trace. */
  spans(count: number): Promise<Span[]>;
}

/** Starts both. */
export async function startTracedGateway(
  options: TestGatewayOptions & { readonly behavior?: Behavior } = {},
): Promise<TracedGateway> {
  const collector = await startCollector(options.behavior);
  const gateway = await startTestGateway({ ...options, env: { ...collector.env, ...options.env } });
  return {
    ...gateway,
    collector,
    async post(path, body, headers = {}) {
      const { traceparent, traceId } = callersTrace();
      const answer = await fetch(gateway.url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', traceparent, ...headers },
        body: JSON.stringify(body),
      });
      return {
        status: answer.status,
        text: await answer.text(),
        requestId: answer.headers.get('x-request-id') ?? '',
        traceId,
        spans: async (count) => await collector.trace(traceId, count),
      };
    },
    async close() {
      await gateway.close();
      await collector.close();
    },
  };
}

/** The span of that name. Throws where there is none. */
export function named(spans: readonly Span[], name: string): Span {
  const found = spans.find((span) => span.name === name);
  if (found === undefined) throw new Error(`Only ${spans.map((span) => span.name).join(', ')}`);
  return found;
}
