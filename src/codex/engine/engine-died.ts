import { UpstreamError } from '../../errors/errors.ts';

/** The app-server died while it answered. The same can be asked of the next one. */
export class EngineDiedError extends UpstreamError {
  constructor(cause: unknown) {
    super('engine_unavailable', 'Codex stopped while it was answering.', { cause });
  }
}
