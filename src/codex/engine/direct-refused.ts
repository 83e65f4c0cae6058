import { CodexServeError } from '../../errors/errors.ts';
import type { AnswerRequest } from './turn.ts';

/**
 * What the service refused. `blocked`: the gateway itself, by a page of HTML with a 403.
 * `parameter`: a member of the request. `model`: a model that only newer or other programs get.
 */
export type RefusalKind = 'blocked' | 'parameter' | 'model';

/** A refusal of the direct engine's requests that does not concern Codex's own. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** The name of the parameter or of the model; null for `blocked`. */
  readonly subject: string | null;
  /** Whether the service would refuse this request as well. */
  concerns(request: AnswerRequest): boolean;
}

/**
 * The service refused a direct request with a ChatGPT login. The app-server may get an answer to the
 * same request. Otherwise the client gets this error.
 */
export class DirectRefusedError extends CodexServeError {
  override readonly name = 'DirectRefusedError';
  readonly refusal: Refusal;

  /** @param error What the refusal is for a client. */
  constructor(refusal: Refusal, error: CodexServeError) {
    const { code, message, param, retryAfterMs } = error;
    super(code, message, { param, ...(retryAfterMs !== null && { retryAfterMs }), cause: error });
    this.refusal = refusal;
  }
}
