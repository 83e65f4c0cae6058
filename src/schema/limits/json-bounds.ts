import { jsonBounds, type JsonBounds } from '../../http/body/json-scan.ts';
import type { GraphqlLimits } from './limits.ts';

/** The limits for JSON from clients. */
export function jsonBoundsOf({ maxJsonDepth, maxJsonValues }: GraphqlLimits): JsonBounds {
  return { ...jsonBounds, maxDepth: maxJsonDepth, maxValues: maxJsonValues };
}
