import express from 'express';
import { addGet } from '../../http/answer/routes.ts';
import type { HttpSurface, SurfaceDoor } from '../../http/surface.ts';
import type { Metrics } from '../../metrics/create-metrics.ts';
import { createMetricsHandler } from './metrics.ts';

const path = '/metrics';

/**
 * The metrics for Prometheus.
 *
 * @param like The surface whose keys it takes, and in whose format it refuses.
 */
export function createMetricsSurface(
  metrics: Metrics,
  { keyHeaders, errorFormat }: Pick<SurfaceDoor, 'keyHeaders' | 'errorFormat'>,
): HttpSurface<unknown> {
  return {
    paths: [path],
    routes: [{ path, alike: /(?:^|\/)(?:metrics|prometheus)$/ }],
    keyHeaders,
    errorFormat,
    polled: [path],
    open() {
      const router = express.Router();
      addGet(router, path, createMetricsHandler(metrics));
      return { handler: router };
    },
  };
}
