import { CodexServeError, UpstreamError } from '../../../errors/errors.ts';

/**
 * For `--strict`, where an option that the answer does not honor is a failure: asking once more may
 * help with `tool_choice`, and costs too much with a format.
 *
 * @param option The option, as the core names it.
 * @param param The request's field for it. Default: of the same name.
 */
export function unmetError(option: string, param = option): CodexServeError {
  const message = `The model did not answer as '${param}' asks.`;
  if (option !== 'response_format') return new UpstreamError('upstream_error', message);
  return new CodexServeError('response_format_unmet', message, { param });
}
