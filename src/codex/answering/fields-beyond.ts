import { InvalidRequestError } from '../../errors/errors.ts';
import type { CompletionRequest } from '../completion/request.ts';
import type { Capabilities } from '../engine/capabilities.ts';

/** A field of OpenAI's API, whether the engine honors it, and what the request has there. */
type Row = readonly [name: string, isHonored: boolean, value: unknown];

/*
 * A surface leaves out, or refuses, what the engine that it knows does not honor. When the request
 * runs, another engine may answer.
 */

/** The hints of a request that an engine neither passes on nor imitates. */
export function ignoredHints(has: Capabilities, request: CompletionRequest): string[] {
  const { sampling, labels, caching, rawTools = [] } = request;
  return beyond([
    ['temperature', has.hasSampling, sampling?.temperature],
    ['top_p', has.hasSampling, sampling?.topP],
    ['user', has.hasLabels, labels?.user],
    ['safety_identifier', has.hasLabels, labels?.safetyIdentifier],
    ['metadata', has.hasLabels, labels?.metadata],
    ['prompt_cache_key', has.hasCacheKey, caching?.key],
    ['prompt_cache_retention', has.hasLabels, caching?.retention],
    ['prompt_cache_options', has.hasLabels, caching?.options],
    ['tools', has.hasRawTools, rawTools[0]],
  ]);
}

/**
 * Throws `InvalidRequestError` if the answer would be another one without an option that the engine
 * does not support.
 */
export function assertSupported(has: Capabilities, request: CompletionRequest): void {
  const { topLogprobs, webSearch } = request;
  const [param] = beyond([
    ['logprobs', has.hasLogprobs, topLogprobs],
    ['web_search_options', has.hasHostedTools, webSearch],
  ]);
  if (param === undefined) return;
  const message = `The engine that answers at the moment does not support '${param}'.`;
  throw new InvalidRequestError('unsupported_parameter', message, { param });
}

function beyond(rows: readonly Row[]): string[] {
  return rows.flatMap(([name, isHonored, value]) =>
    isHonored || value === undefined ? [] : [name],
  );
}
