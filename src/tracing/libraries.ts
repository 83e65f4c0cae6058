import type * as Api from '@opentelemetry/api';
import type * as Core from '@opentelemetry/core';
import type * as Resources from '@opentelemetry/resources';
import type * as Sdk from '@opentelemetry/sdk-trace';
import type { SpanExporter } from '@opentelemetry/sdk-trace';
import type { OtlpSettings } from './settings/exporter-settings.ts';
import type { TracingSettings } from './settings/settings.ts';
import { errorCode } from '../util/error-code.ts';

/** OpenTelemetry's packages, which are optional. */
export interface Libraries {
  readonly api: typeof Api;
  readonly core: typeof Core;
  readonly resources: typeof Resources;
  readonly sdk: typeof Sdk;
  /** Null where nothing is sent by OTLP. */
  readonly newOtlpExporter: (() => SpanExporter) | null;
}

/** One of the optional packages is not installed. */
export class MissingPackageError extends Error {}

/** Loads what the settings need. Rejects with `MissingPackageError` if a package is not installed. */
export async function loadLibraries({ otlp }: TracingSettings): Promise<Libraries> {
  try {
    const [api, core, resources, sdk, newOtlpExporter] = await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/core'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/sdk-trace'),
      otlp === null ? null : loadExporter(otlp),
    ]);
    return { api, core, resources, sdk, newOtlpExporter };
  } catch (cause) {
    if (!isMissing(cause)) throw cause;
    const name = /'(@opentelemetry\/[^'/]+)/.exec(cause.message)?.[1] ?? '@opentelemetry';
    throw new MissingPackageError(
      `the package ${name} is not installed; install codex-serve with its optional dependencies`,
      { cause },
    );
  }
}

async function loadExporter(settings: OtlpSettings): Promise<() => SpanExporter> {
  const { protocol, url, headers, timeoutMs, compression } = settings;
  const { OTLPTraceExporter } =
    protocol === 'http/json'
      ? await import('@opentelemetry/exporter-trace-otlp-http')
      : await import('@opentelemetry/exporter-trace-otlp-proto');
  type Config = NonNullable<ConstructorParameters<typeof OTLPTraceExporter>[0]>;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the words of its enum, which only a dependency exports
  const packed = compression as unknown as NonNullable<Config['compression']>;
  const config: Config = { url, headers, timeoutMillis: timeoutMs, compression: packed };
  return () => new OTLPTraceExporter(config);
}

function isMissing(error: unknown): error is Error {
  return errorCode(error) === 'ERR_MODULE_NOT_FOUND';
}
