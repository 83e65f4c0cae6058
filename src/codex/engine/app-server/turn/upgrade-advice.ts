import { InvalidRequestError, CodexServeError } from '../../../../errors/errors.ts';
import type { CodexInUse, CodexSource } from '../../engine-health.ts';

/** The service's words for a model that the Codex of the gateway is too old for. */
const tooOld = /requires? a newer version of codex|upgrade to the latest (?:app|cli|version)/i;

/** Where a Codex comes from, and how it is updated. */
const advice: Readonly<Record<CodexSource, string>> = {
  path: "from the gateway's PATH; update it (`npm install -g @openai/codex@latest`, or as it was installed) and restart codex-serve",
  'codex-bin': 'named with --codex-bin; update that one, or name another, and restart codex-serve',
  bundled:
    'the one bundled with it; update codex-serve, or install a newer Codex on its PATH (`npm install -g @openai/codex@latest`) and restart it',
};

/**
 * The error itself, or, where the service asks for a newer Codex, one that says which Codex runs,
 * where it comes from and how to update it.
 */
export function withUpgradeAdvice(error: CodexServeError, codex: CodexInUse): CodexServeError {
  if (!tooOld.test(error.message)) return error;
  const text = `${error.message} codex-serve runs Codex ${codex.version}, ${advice[codex.source]}.`;
  const { param, retryAfterMs } = error;
  const details = { param, cause: error, ...(retryAfterMs !== null && { retryAfterMs }) };
  return error instanceof InvalidRequestError
    ? new InvalidRequestError('invalid_request', text, details)
    : new CodexServeError(error.code, text, details);
}
