import { describe, expect, it } from 'vitest';
import { readTracingPlan } from '../../src/tracing/settings/settings.ts';
import type { Variables } from '../../src/tracing/settings/variables.ts';

const plan = (variables: Variables) => readTracingPlan(variables, '1.2.3');
const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

describe('traces', () => {
  it.each<[string, Variables]>([
    ['nothing is set', {}],
    ['the variables are empty', { OTEL_TRACES_EXPORTER: '', OTEL_EXPORTER_OTLP_ENDPOINT: ' ' }],
    ['other signals alone are set', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'http://x' }],
    ['only a name is set', { OTEL_SERVICE_NAME: 'x', OTEL_RESOURCE_ATTRIBUTES: 'a=b' }],
    ['the exporter is none', { ...endpoint, OTEL_TRACES_EXPORTER: 'none' }],
    ['the SDK is disabled', { ...endpoint, OTEL_SDK_DISABLED: 'TRUE' }],
  ])('are off where %s', (_name, variables) => {
    expect(plan(variables)).toEqual({ settings: null, faults: [] });
  });

  it.each<[string, Variables, string]>([
    ['the endpoint is set', endpoint, 'http://collector:4318/v1/traces'],
    [
      'the endpoint has a path',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector/otlp/' },
      'https://collector/otlp/v1/traces',
    ],
    [
      'the endpoint of traces is set, which is taken as it is',
      { ...endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://traces:1/here' },
      'http://traces:1/here',
    ],
    ['the exporter is named', { OTEL_TRACES_EXPORTER: 'otlp' }, 'http://localhost:4318/v1/traces'],
  ])('are on where %s', (_name, variables, url) => {
    expect(plan(variables)).toMatchObject({ settings: { otlp: { url } }, faults: [] });
  });

  it('follow the variables', () => {
    const { settings, faults } = plan({
      ...endpoint,
      OTEL_TRACES_EXPORTER: 'otlp, console',
      OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: 'http/json',
      OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20one, x=1',
      OTEL_EXPORTER_OTLP_TRACES_HEADERS: 'x=2',
      OTEL_EXPORTER_OTLP_TIMEOUT: '500',
      OTEL_EXPORTER_OTLP_COMPRESSION: 'gzip',
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      OTEL_BSP_MAX_QUEUE_SIZE: '100',
      OTEL_BSP_SCHEDULE_DELAY: '50',
      OTEL_RESOURCE_ATTRIBUTES: 'service.name=ignored,deployment.environment.name=a%20b',
      OTEL_SERVICE_NAME: 'mine',
      OTEL_PROPAGATORS: 'none',
      OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT: '1000',
    });
    expect(faults).toEqual([]);
    expect(settings).toEqual({
      otlp: {
        protocol: 'http/json',
        url: 'http://collector:4318/v1/traces',
        headers: { authorization: 'Bearer one', x: '2' },
        timeoutMs: 500,
        compression: 'gzip',
      },
      isPrinted: true,
      sampling: { followsParent: true, ratio: 0.25 },
      batch: {
        maxQueueSize: 100,
        maxExportBatchSize: 100,
        scheduledDelayMs: 50,
        exportTimeoutMs: 30_000,
      },
      bounds: {
        attributeValueLengthLimit: 1000,
        attributeCountLimit: 128,
        eventCountLimit: 128,
        linkCountLimit: 128,
      },
      resource: {
        'service.name': 'mine',
        'service.version': '1.2.3',
        'deployment.environment.name': 'a b',
      },
      continuesTraces: false,
      capturesContent: false,
    });
  });

  it.each([
    ['always_on', { followsParent: false, ratio: 1 }],
    ['always_off', { followsParent: false, ratio: 0 }],
    ['traceidratio', { followsParent: false, ratio: 0.5 }],
    ['parentbased_always_on', { followsParent: true, ratio: 1 }],
    ['parentbased_always_off', { followsParent: true, ratio: 0 }],
  ])('are sampled by %s', (sampler, sampling) => {
    const variables = { ...endpoint, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: '0.5' };
    expect(plan(variables)).toMatchObject({ settings: { sampling }, faults: [] });
  });

  it.each<[string, string, string]>([
    ['OTEL_TRACES_EXPORTER', 'otlp,zipkin', 'may name otlp, console and none; others are left out'],
    [
      'OTEL_EXPORTER_OTLP_PROTOCOL',
      'grpc',
      'must be http/protobuf or http/json; http/protobuf is used',
    ],
    [
      'OTEL_EXPORTER_OTLP_HEADERS',
      'a secret',
      'must hold key=value pairs; the others are left out',
    ],
    [
      'OTEL_EXPORTER_OTLP_HEADERS',
      'a=sec%0Aret',
      'has a name or value that no header may have; it is left out',
    ],
    ['OTEL_EXPORTER_OTLP_TIMEOUT', 'soon', 'must be a number of at least 1; 10000 is used'],
    ['OTEL_EXPORTER_OTLP_COMPRESSION', 'zip', 'must be none or gzip; none is used'],
    ['OTEL_EXPORTER_OTLP_CERTIFICATE', '/none', 'must name a readable file; it is left out'],
    [
      'OTEL_TRACES_SAMPLER',
      'some',
      'names no sampler of the specification; parentbased_always_on is used',
    ],
    ['OTEL_BSP_SCHEDULE_DELAY', '-1', 'must be a number of at least 0; 5000 is used'],
    ['OTEL_BSP_MAX_EXPORT_BATCH_SIZE', '4096', 'must be at most 2048, which is used'],
    [
      'OTEL_PROPAGATORS',
      'b3,tracecontext',
      'may name tracecontext, baggage and none; others are left out',
    ],
    ['OTEL_SDK_DISABLED', '1', 'must be true or false; it counts as false'],
    ['OTEL_RESOURCE_ATTRIBUTES', 'a', 'must hold key=value pairs; the others are left out'],
  ])('are made where %s is wrong: %s', (name, value, reason) => {
    const { settings, faults } = plan({ ...endpoint, [name]: value });
    expect(settings).not.toBeNull();
    expect(faults).toEqual([`${name} ${reason}`]);
  });

  it('have no times beyond those of a timer, which would end at once', () => {
    const { settings, faults } = plan({
      ...endpoint,
      OTEL_EXPORTER_OTLP_TIMEOUT: '1e12',
      OTEL_BSP_SCHEDULE_DELAY: '2147483648',
      OTEL_BSP_EXPORT_TIMEOUT: '9999999999',
    });
    expect(faults).toEqual([]);
    expect(settings).toMatchObject({
      otlp: { timeoutMs: 2_147_483_647 },
      batch: { scheduledDelayMs: 2_147_483_647, exportTimeoutMs: 2_147_483_647 },
    });
  });

  it.each(['collector:4318', 'localhost', 'grpc://collector', '/path'])(
    'are off where the endpoint is no URL: %s',
    (value) => {
      expect(plan({ OTEL_EXPORTER_OTLP_ENDPOINT: value })).toEqual({
        settings: null,
        faults: [
          'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL; no traces are sent there',
        ],
      });
    },
  );
});
