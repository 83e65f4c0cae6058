import { accessSync, constants } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { VariableReader } from './variables.ts';

/** Where traces go, and how. */
export interface OtlpSettings {
  readonly protocol: 'http/protobuf' | 'http/json';
  /** The whole URL, `http://localhost:4318/v1/traces`. */
  readonly url: string;
  /** Beside those of the protocol. May hold secrets. */
  readonly headers: Readonly<Record<string, string>>;
  /** For one batch, retries included, in milliseconds. */
  readonly timeoutMs: number;
  readonly compression: 'none' | 'gzip';
}

const defaultEndpoint = 'http://localhost:4318';
const defaultTimeoutMs = 10_000;

/** The settings of the OTLP exporter; null where its endpoint is no URL. */
export function readOtlpSettings(reader: VariableReader): OtlpSettings | null {
  const url = readUrl(reader);
  if (url === null) return null;
  checkFiles(reader);
  return {
    protocol: readProtocol(reader),
    url,
    headers: readHeaders(reader),
    timeoutMs: readTimeout(reader),
    compression: readCompression(reader),
  };
}

/** An endpoint for all signals gets the path of traces; one for traces alone is taken as it is. */
function readUrl(reader: VariableReader): string | null {
  const { name, value } = reader.exporterText('ENDPOINT') ?? { name: '', value: defaultEndpoint };
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    reader.fault(name, 'must be an http or https URL; no traces are sent there');
    return null;
  }
  if (name === 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') return new URL(value).href;
  return `${value.replace(/\/$/, '')}/v1/traces`;
}

function readProtocol(reader: VariableReader): OtlpSettings['protocol'] {
  const { name, value } = reader.exporterText('PROTOCOL') ?? { name: '', value: 'http/protobuf' };
  if (value === 'http/protobuf' || value === 'http/json') return value;
  reader.fault(name, 'must be http/protobuf or http/json; http/protobuf is used');
  return 'http/protobuf';
}

function readHeaders(reader: VariableReader): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name of ['OTEL_EXPORTER_OTLP_HEADERS', 'OTEL_EXPORTER_OTLP_TRACES_HEADERS']) {
    for (const [key, value] of Object.entries(reader.pairs(name))) {
      if (isHeader(key, value)) headers[key] = value;
      else reader.fault(name, 'has a name or value that no header may have; it is left out');
    }
  }
  return headers;
}

function isHeader(name: string, value: string): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function readTimeout(reader: VariableReader): number {
  const name = reader.exporterText('TIMEOUT')?.name;
  return name === undefined ? defaultTimeoutMs : reader.number(name, defaultTimeoutMs, 1);
}

function readCompression(reader: VariableReader): OtlpSettings['compression'] {
  const { name, value } = reader.exporterText('COMPRESSION') ?? { name: '', value: 'none' };
  if (value === 'none' || value === 'gzip') return value;
  reader.fault(name, 'must be none or gzip; none is used');
  return 'none';
}

/** The exporter reads these itself, and does without one that it cannot read. */
function checkFiles(reader: VariableReader): void {
  for (const suffix of ['CERTIFICATE', 'CLIENT_CERTIFICATE', 'CLIENT_KEY']) {
    const file = reader.exporterText(suffix);
    if (file === undefined) continue;
    try {
      accessSync(file.value, constants.R_OK);
    } catch {
      reader.fault(file.name, 'must name a readable file; it is left out');
    }
  }
}
