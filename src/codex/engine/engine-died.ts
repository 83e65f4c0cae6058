import { UpstreamError } from '../../errors/errors.ts';

/** The app-server died during an answer. The request can be sent again to the next app-server. */
export class EngineDiedError extends UpstreamError {
  constructor(cause: unknown) {
    super('engine_unavailable', 'Codex stopped while it was answering.', { cause });
  }
}
