import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { expect } from 'vitest';
import { z } from 'zod';

const valueSchema: z.ZodType = z.lazy(() =>
  z
    .object({
      stringValue: z.string(),
      intValue: z.union([z.number(), z.string()]),
      doubleValue: z.number(),
      boolValue: z.boolean(),
      arrayValue: z.object({ values: z.array(valueSchema).default([]) }),
    })
    .partial()
    .transform(
      ({ stringValue, intValue, doubleValue, boolValue, arrayValue }) =>
        stringValue ??
        (intValue === undefined ? undefined : Number(intValue)) ??
        doubleValue ??
        boolValue ??
        arrayValue?.values,
    ),
);

const attributesSchema = z
  .array(z.object({ key: z.string(), value: valueSchema }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value])));

const spanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  traceState: z.string().optional(),
  name: z.string(),
  kind: z.number(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: attributesSchema,
  events: z.array(z.object({ name: z.string(), attributes: attributesSchema })).default([]),
  links: z.array(z.object({ traceId: z.string(), spanId: z.string() })).default([]),
  status: z.object({ code: z.number().optional(), message: z.string().optional() }).default({}),
});

const exportSchema = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: attributesSchema }),
      scopeSpans: z.array(z.object({ spans: z.array(spanSchema) })),
    }),
  ),
});

/** A span as a collector gets it. */
export type Span = z.infer<typeof spanSchema>;

/** What a collector does with what it is sent. Default: it takes all. */
export type Behavior = (req: IncomingMessage, res: ServerResponse) => void;

/** A collector for OTLP over HTTP, as JSON. */
export interface Collector {
  /** `http://127.0.0.1:41231` */
  readonly url: string;
  /** Everything that it was sent, in the order of the spans' ends. */
  readonly spans: readonly Span[];
  /** The attributes of the resource, of the last export. */
  readonly resource: Readonly<Record<string, unknown>>;
  /** The exports as they came. */
  readonly requests: readonly {
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  }[];
  /** The variables that lead there, with short waits. */
  readonly env: NodeJS.ProcessEnv;
  /** Waits for a span of that name of a trace, whatever its ids. */
  span(name: string, traceId?: string): Promise<Span>;
  /** Waits until there are so many spans of a trace. */
  trace(traceId: string, count: number): Promise<Span[]>;
  close(): Promise<void>;
}

/** Starts one on a free port. */
export async function startCollector(behavior?: Behavior): Promise<Collector> {
  const spans: Span[] = [];
  const requests: { headers: IncomingMessage['headers']; body: Buffer }[] = [];
  let resource: Readonly<Record<string, unknown>> = {};
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const raw = Buffer.concat(chunks);
      const body = req.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw;
      requests.push({ headers: req.headers, body });
      if (behavior !== undefined) return behavior(req, res);
      if (req.headers['content-type'] === 'application/json') {
        const sent = exportSchema.parse(JSON.parse(body.toString()));
        for (const each of sent.resourceSpans) {
          resource = each.resource.attributes;
          spans.push(...each.scopeSpans.flatMap((scope) => scope.spans));
        }
      }
      res.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server on a port has one
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    spans,
    get resource() {
      return resource;
    },
    requests,
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: url,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '20',
    },
    async span(name, traceId) {
      const find = (): Span | undefined =>
        spans.find((span) => span.name === name && span.traceId === (traceId ?? span.traceId));
      await expect.poll(find, { timeout: 15_000 }).toBeDefined();
      const found = find();
      if (found === undefined) throw new Error('It was there.');
      return found;
    },
    async trace(traceId, count) {
      const find = (): Span[] => spans.filter((span) => span.traceId === traceId);
      await expect.poll(() => find().length, { timeout: 15_000 }).toBeGreaterThanOrEqual(count);
      return find();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A trace of a caller's, with its headers. */
export function callersTrace(flags = '01'): {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceparent: string;
} {
  const hex = (length: number): string =>
    Array.from({ length }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  const traceId = `1${hex(31)}`;
  const spanId = `1${hex(15)}`;
  return { traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}` };
}

/** The names of the spans of a trace, each with the name of its parent; `null` for one outside. */
export function family(spans: readonly Span[]): Record<string, string | null> {
  const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
  return Object.fromEntries(
    spans.map(({ name, parentSpanId }) => [name, names.get(parentSpanId ?? '') ?? null]),
  );
}
