import {
  InvalidRequestError,
  ModelNotFoundError,
  type CodexServeError,
  type InvalidRequestCode,
} from '../../../../errors/errors.ts';
import { refusalIn } from './upstream-text.ts';

/** Codes of the service that this program has too. */
const sharedCodes: ReadonlySet<string> = new Set<InvalidRequestCode>([
  'invalid_type',
  'invalid_value',
  'missing_required_parameter',
  'unknown_parameter',
  'unsupported_parameter',
  'unsupported_value',
  'invalid_function_parameters',
  'invalid_prompt',
  'context_length_exceeded',
]);

/**
 * The error for a request that the service refused with a 400: its message, its code where that is
 * one of the table's, and the field at fault. Codex passes the service's whole body on, or for
 * `invalid_prompt` its message alone (measured on 0.169.0).
 */
export function refusedRequest(message: string, model: string): CodexServeError {
  return knownRefusal(message, model) ?? new InvalidRequestError('invalid_prompt', message);
}

/** The same for a message that holds the service's body, or is known by its words; else null. */
export function knownRefusal(message: string, model: string): CodexServeError | null {
  if (unreadableWords.has(message)) {
    return new InvalidRequestError('invalid_value', unreadable, picture);
  }
  const refusal = refusalIn(message);
  if (refusal === null) return null;
  const { code } = refusal;
  if (code === 'model_not_found') return new ModelNotFoundError(model);
  return new InvalidRequestError(isShared(code) ? code : 'invalid_request', refusal.message, {
    param: refusal.param && clientParam(refusal.param),
    cause: message,
  });
}

/** Codex's words for a picture that the service could not read (in 0.169.0 and in 0.171.0). */
const unreadableWords: ReadonlySet<string> = new Set([
  'Image poisoning',
  'Invalid image in your last message. Please remove it and try again.',
]);
const unreadable = 'A picture could not be read. Send an intact PNG, JPEG, GIF or WebP.';
const picture = { param: 'messages' };

function isShared(code: string | null): code is InvalidRequestCode {
  return code !== null && sharedCodes.has(code);
}

/** Fields of the Responses API, and what stands for them in a client's request. */
const clientParams: readonly (readonly [RegExp, string])[] = [
  [/^(?:input|instructions)\b.*/, 'messages'],
  [/^text\.format\b.*/, 'response_format'],
  [/^text\.verbosity$/, 'verbosity'],
  [/^reasoning\.effort$/, 'reasoning_effort'],
  [/^max_output_tokens$/, 'max_completion_tokens'],
  [/^(tools\[\d+\])\.(name|description|parameters|strict)/, '$1.function.$2'],
  [/^(model|service_tier|tools\b.*)/, '$1'],
  [/^(tool_choice|parallel_tool_calls|temperature|top_p|top_logprobs|user|metadata)$/, '$1'],
  [/^(safety_identifier|prompt_cache_(?:key|options|retention))$/, '$1'],
];

/** Null for a field that no client has sent. */
function clientParam(param: string): string | null {
  const [pattern, name] = clientParams.find(([known]) => known.test(param)) ?? [];
  return pattern === undefined || name === undefined ? null : param.replace(pattern, name);
}
