import { pino, type Logger } from 'pino';
import { z } from 'zod';
import { logSerializers } from '../../src/log/log-serializers.ts';

/** A log that is kept for a test to look at, with fields as the gateway's own log has them. */
export interface MemoryLog {
  readonly logger: Logger;
  /** The lines so far. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
}

const lineSchema = z.record(z.string(), z.unknown());

/** An empty one. */
export function memoryLog(): MemoryLog {
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'debug', serializers: logSerializers },
    { write: (line) => void lines.push(lineSchema.parse(JSON.parse(line))) },
  );
  return { logger, lines };
}
