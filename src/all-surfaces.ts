import { fileURLToPath } from 'node:url';
import { readBuiltFiles } from './dashboard/built-files.ts';
import { createDashboardSurface, dashboardPath, notBuilt } from './dashboard/surface.ts';
import type { GatewayOptions, SurfaceDeps } from './gateway-options.ts';
import type { SurfaceList } from './http/surface-list.ts';
import type { HttpSurface } from './http/surface.ts';
import { createMetrics, type Metrics } from './metrics/create-metrics.ts';
import { createGeneralSurface } from './rest/general/surface.ts';
import { createMetricsSurface } from './rest/metrics/surface.ts';
import { ollamaSurface } from './rest/ollama/surface.ts';
import { openAiSurface } from './rest/openai/surface.ts';
import { graphqlSurface } from './schema/http-surface.ts';

/** The APIs of a gateway. */
export type Surfaces = SurfaceList<HttpSurface<SurfaceDeps>>;

/** The APIs of a gateway, with what counts their requests. */
export interface AllSurfaces {
  readonly surfaces: Surfaces;
  /** Undefined where they are switched off. */
  readonly metrics: Metrics | undefined;
}

/** The folder that `npm run build` writes the dashboard to; the same from `src` and from `dist`. */
const builtDashboard = fileURLToPath(new URL('../dist/web/', import.meta.url));

/** Every surface of a gateway. Paths that belong to none are answered by the first one. */
export async function allSurfaces(options: GatewayOptions): Promise<AllSurfaces> {
  const surfaces = await surfacesOf(options);
  const metrics = metricsOf(options, surfaces);
  if (metrics === undefined) return { surfaces, metrics };
  return { surfaces: [...surfaces, createMetricsSurface(metrics, openAiSurface)], metrics };
}

async function surfacesOf(options: GatewayOptions): Promise<Surfaces> {
  const { config, surfaces = [], dashboardFolder = builtDashboard, logger } = options;
  const apis: Surfaces = [openAiSurface, ollamaSurface, graphqlSurface];
  if (!config.dashboard) return [...apis, createGeneralSurface(openAiSurface), ...surfaces];
  const files = await readBuiltFiles(dashboardFolder);
  if (files === undefined) logger.warn(notBuilt);
  const dashboard = createDashboardSurface(files, openAiSurface);
  return [...apis, createGeneralSurface(openAiSurface, dashboardPath), dashboard, ...surfaces];
}

function metricsOf({ config, logger }: GatewayOptions, surfaces: Surfaces): Metrics | undefined {
  if (!config.metrics) return undefined;
  const served = surfaces.flatMap(({ routes }) => routes.flatMap(({ surface }) => surface ?? []));
  return createMetrics({ logger, surfaces: new Set(served) });
}
