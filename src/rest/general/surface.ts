import express, { type Request } from 'express';
import type { ConversationStore } from '../../conversations/conversation-store.ts';
import type { SessionCore } from '../../codex/session-core.ts';
import { addGet } from '../../http/answer/routes.ts';
import { isRead, wantsPage } from '../../http/answer/wants-page.ts';
import type { HttpSurface, SurfaceDoor, SurfaceRoute } from '../../http/surface.ts';
import { createHealthHandler } from './health.ts';
import { answersWhileStarting, createLivenessHandler, createReadinessHandler } from './probes.ts';
import { createRootHandler } from './root.ts';

/** What the general routes are built from. */
export interface GeneralDeps {
  readonly core: SessionCore;
  readonly conversations: ConversationStore;
  /** Lists `<model>-<effort>` after each model. */
  readonly exposeReasoningModels: boolean;
  /** Version of this program, shown on `/`. */
  readonly version: string;
  /** The routes of all surfaces. `/` links to those that have a link. */
  readonly routes: readonly SurfaceRoute[];
}

/**
 * The routes that belong to no API: what this is, and whether it works.
 *
 * @param like The surface whose keys it takes, and in whose format it refuses.
 * @param startPage The path of the page to which a browser is sent that opens `/`. Default: none, it
 *   gets what programs get.
 */
export function createGeneralSurface(
  { keyHeaders, errorFormat }: Pick<SurfaceDoor, 'keyHeaders' | 'errorFormat'>,
  startPage?: string,
): HttpSurface<GeneralDeps> {
  return {
    paths: ['/', ...probePaths],
    routes: [
      { path: '/healthz', alike: /(?:^|\/)(?:healthz?|health-?check)$/, link: 'health' },
      { path: '/livez', alike: /(?:^|\/)(?:livez?|liveness)$/ },
      { path: '/readyz', alike: /(?:^|\/)(?:readyz?|readiness)$/ },
    ],
    probes: answersWhileStarting,
    keyHeaders,
    errorFormat,
    admission: (req) => {
      if (isProbe(req)) return 'origin';
      // A browser cannot send a key before it has the page.
      return startPage !== undefined && req.path === '/' && wantsPage(req) ? 'host' : 'key';
    },
    open({ core, conversations, exposeReasoningModels, version, routes }) {
      const router = express.Router();
      addGet(router, '/healthz', createHealthHandler(core, conversations, exposeReasoningModels));
      addGet(router, '/livez', createLivenessHandler());
      addGet(router, '/readyz', createReadinessHandler(core));
      addGet(router, '/', createRootHandler(version, routes, startPage));
      return { handler: router };
    },
  };
}

const probePaths: readonly string[] = ['/healthz', '/livez', '/readyz'];

/**
 * A probe of an orchestrator knows neither name nor key. `/healthz` holds its details back from
 * callers that are not let in; the others have none.
 */
function isProbe(req: Request): boolean {
  return isRead(req) && probePaths.includes(req.path);
}
