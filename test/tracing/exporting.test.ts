import { describe, expect, it } from 'vitest';
import { memoryLog } from '../support/memory-log.ts';
import { startCollector } from './collector.ts';
import { startTracedGateway } from './traced-gateway.ts';

const path = '/v1/chat/completions';
const chat = { model: 'gpt-5.5', messages: [{ role: 'user', content: 'hi' }] };

/** The lines of a log with that message. */
function linesOf(
  lines: readonly Readonly<Record<string, unknown>>[],
  message: string,
): readonly Readonly<Record<string, unknown>>[] {
  return lines.filter(({ msg }) => msg === message);
}

describe('traces are sent', () => {
  it('with the name of the service and the headers that the variables say, packed', async () => {
    const log = memoryLog();
    const gateway = await startTracedGateway({
      logger: log.logger,
      env: {
        OTEL_SERVICE_NAME: 'mine',
        OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
        OTEL_EXPORTER_OTLP_HEADERS: 'x-secret=hunter2',
        OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      },
    });
    const { collector } = gateway;
    await (await gateway.post(path, chat)).spans(3);
    expect(collector.resource).toMatchObject({
      'service.name': 'mine',
      'service.version': '0.0.0',
      'deployment.environment.name': 'test',
      'telemetry.sdk.language': 'nodejs',
    });
    expect(collector.requests[0]?.headers).toMatchObject({
      'x-secret': 'hunter2',
      'content-encoding': 'gzip',
    });
    expect(linesOf(log.lines, 'traces are on')).toMatchObject([
      { endpoint: `${collector.url}/v1/traces`, capturesContent: false },
    ]);
    expect(JSON.stringify(log.lines)).not.toContain('hunter2');
    await gateway.close();
  });

  it('as protobuf by default', async () => {
    const gateway = await startTracedGateway({ env: { OTEL_EXPORTER_OTLP_PROTOCOL: undefined } });
    await gateway.post(path, chat);
    const sent = (): string =>
      gateway.collector.requests.map(({ body }) => body.toString('latin1')).join('');
    await expect.poll(sent).toContain('chat gpt-5.5');
    expect(gateway.collector.requests[0]?.headers['content-type']).toBe('application/x-protobuf');
    await gateway.close();
  });

  it('when the gateway closes, what waits among them', async () => {
    const gateway = await startTracedGateway({ env: { OTEL_BSP_SCHEDULE_DELAY: '60000' } });
    const { traceId } = await gateway.post(path, chat);
    expect(gateway.collector.spans).toEqual([]);
    await gateway.close();
    expect(gateway.collector.spans.filter((span) => span.traceId === traceId)).toHaveLength(3);
  });
});

describe('a collector that', () => {
  it('never answers delays no request, fills no memory and keeps the gateway open for two seconds', async () => {
    const log = memoryLog();
    const gateway = await startTracedGateway({
      logger: log.logger,
      behavior: () => {},
      env: { OTEL_BSP_MAX_QUEUE_SIZE: '4', OTEL_BSP_MAX_EXPORT_BATCH_SIZE: '2' },
    });
    for (let index = 0; index < 5; index++)
      expect((await gateway.post(path, chat)).status).toBe(200);
    await expect
      .poll(() => linesOf(log.lines, 'traces cannot be sent'))
      .toMatchObject([{ level: 40, lostSpans: 1, reason: 'Too many spans wait.' }]);
    const closingAt = performance.now();
    await gateway.close();
    expect(performance.now() - closingAt).toBeLessThan(8000);
    expect(linesOf(log.lines, 'traces cannot be sent')).toHaveLength(1);
  });

  it.each([400, 503])('refuses spans with %i is reported once, with the reason', async (status) => {
    const log = memoryLog();
    const gateway = await startTracedGateway({
      logger: log.logger,
      behavior: (_req, res) => void res.writeHead(status).end('no'),
      env: { OTEL_EXPORTER_OTLP_TIMEOUT: '200' },
    });
    const { collector } = gateway;
    for (let round = 1; round <= 3; round++) {
      expect((await gateway.post(path, chat)).status).toBe(200);
      await expect.poll(() => collector.requests.length).toBeGreaterThanOrEqual(round);
    }
    const warnings = () => linesOf(log.lines, 'traces cannot be sent');
    await expect
      .poll(warnings)
      .toMatchObject([
        { level: 40, lostSpans: expect.any(Number), reason: expect.stringMatching(/\w/) },
      ]);
    await gateway.close();
    expect(warnings()).toHaveLength(1);
  });

  it('is not there is reported once', async () => {
    const log = memoryLog();
    const gone = await startCollector();
    await gone.close();
    const gateway = await startTracedGateway({
      logger: log.logger,
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: gone.url, OTEL_EXPORTER_OTLP_TIMEOUT: '200' },
    });
    expect((await gateway.post(path, chat)).status).toBe(200);
    await expect
      .poll(() => linesOf(log.lines, 'traces cannot be sent'))
      .toMatchObject([{ reason: expect.stringContaining('ECONNREFUSED') }]);
    await gateway.close();
  });
});

describe('wrong variables', () => {
  it('give one line of warning, and fail nothing', async () => {
    const log = memoryLog();
    const gateway = await startTracedGateway({
      logger: log.logger,
      env: { OTEL_TRACES_SAMPLER: 'some', OTEL_BSP_MAX_QUEUE_SIZE: 'x', OTEL_PROPAGATORS: 'b3' },
    });
    expect((await gateway.post(path, chat)).status).toBe(200);
    expect(linesOf(log.lines, 'wrong OpenTelemetry variables')).toEqual([
      expect.objectContaining({
        level: 40,
        faults: [
          'OTEL_TRACES_SAMPLER names no sampler of the specification; parentbased_always_on is used',
          'OTEL_BSP_MAX_QUEUE_SIZE must be a number of at least 1; 2048 is used',
          'OTEL_PROPAGATORS may name tracecontext, baggage and none; others are left out',
        ],
      }),
    ]);
    await gateway.close();
  });
});
