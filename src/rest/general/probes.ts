import type { RequestHandler, Response } from 'express';
import type { SessionCore } from '../../codex/session-core.ts';
import type { UnreadyReason } from '../../codex/readiness.ts';
import type { ErrorAnswer } from '../../http/surface.ts';

const alive: ErrorAnswer = { status: 200, body: { alive: true } };

/** The answers to the probes of an orchestrator while the gateway still starts. */
export const answersWhileStarting = {
  '/livez': alive,
  '/readyz': readinessAnswer('starting'),
} as const satisfies Record<string, ErrorAnswer>;

/** `GET /livez`: 200 as long as the process answers at all. Whatever else is wrong, a restart does not help. */
export function createLivenessHandler(): RequestHandler {
  return (_req, res) => send(res, alive);
}

/**
 * `GET /readyz`: 200 when a chat would be answered, otherwise 503 with the reason as one word. Waits
 * for nothing.
 */
export function createReadinessHandler(core: Pick<SessionCore, 'readiness'>): RequestHandler {
  return (_req, res) => send(res, readinessAnswer(core.readiness()));
}

function readinessAnswer(reason: UnreadyReason | null): ErrorAnswer {
  return reason === null
    ? { status: 200, body: { ready: true } }
    : { status: 503, body: { ready: false, reason } };
}

function send(res: Response, { status, body }: ErrorAnswer): void {
  res.status(status).set('cache-control', 'no-store').json(body);
}
