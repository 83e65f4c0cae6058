import type { IncomingMessage } from 'node:http';
import type { RefusedRequest } from '../../codex/completion/refusal.ts';
import type { CodexServeError } from '../../errors/errors.ts';
import { knownCallerOf } from './caller-of.ts';
import { surfaceAt, type OwnerOf } from '../surface-list.ts';
import type { SurfaceDoor } from '../surface.ts';
import { pathOf } from '../answer/path-of.ts';

/** What is counted of a request, or of a WebSocket's upgrade, that is answered with an error. */
export function refusedRequest(
  request: IncomingMessage,
  error: CodexServeError,
  ownerOf: OwnerOf<SurfaceDoor>,
): RefusedRequest {
  const path = pathOf(request);
  return {
    error,
    keyName: knownCallerOf(request)?.name ?? null,
    userAgent: request.headers['user-agent'] ?? null,
    surface: surfaceAt(ownerOf(path), path),
  };
}
