import { UpstreamError } from '../../errors/errors.ts';

/**
 * The direct engine found out during a request that only Codex can reach the service: the login or
 * its workspace has changed. The app-server may answer the same request.
 */
export class NotServedError extends UpstreamError {
  /** @param reason Continues "The direct engine cannot serve here:". */
  constructor(reason: string, cause?: unknown) {
    super('upstream_misconfigured', `The direct engine cannot serve here: ${reason}.`, { cause });
  }
}
