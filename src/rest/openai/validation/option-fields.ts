import { z } from 'zod';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Capabilities } from '../../../codex/engine/capabilities.ts';
import { honouredIf, ignored } from './field-table.ts';
import type { FieldTable, ObjectSchema } from './field-table.ts';
import { jsonObject } from './json-object.ts';

const penalty = z.number().min(-2).max(2);
const cacheRetention = z.enum(['in_memory', 'in-memory', '24h']);

function fieldsFor({ hasSampling, hasLabels, hasCacheKey }: Capabilities) {
  return {
    temperature: honouredIf(hasSampling, ignored(z.number().min(0).max(2), 1)),
    top_p: honouredIf(hasSampling, ignored(z.number().min(0).max(1), 1)),
    presence_penalty: ignored(penalty, 0),
    frequency_penalty: ignored(penalty, 0),
    user: honouredIf(hasLabels, ignored(z.string())),
    safety_identifier: honouredIf(hasLabels, ignored(z.string().max(128))),
    prompt_cache_key: honouredIf(hasCacheKey, ignored(z.string())),
    prompt_cache_options: honouredIf(hasLabels, ignored(jsonObject, {})),
    prompt_cache_retention: honouredIf(hasLabels, ignored(cacheRetention)),
  } satisfies FieldTable;
}

/** Hints on sampling, caching and bookkeeping, which OpenAI's APIs have in common. */
export type OptionFields = ReturnType<typeof fieldsFor>;

/** The rows of these hints. */
export function optionFieldsFor(capabilities: Capabilities): OptionFields {
  return fieldsFor(capabilities);
}

/** These hints as a client sent them, checked. */
export interface OptionParams extends z.output<ObjectSchema<OptionFields>> {
  readonly metadata?: Readonly<Record<string, string>> | null | undefined;
}

/** What a request says of sampling, bookkeeping and caching. */
export type Options = Pick<CompletionRequest, 'sampling' | 'labels' | 'caching'>;

/**
 * These hints in the session core's terms. One that the client did not set is absent, and so is one
 * that the engine does not pass on.
 */
export function toOptions(params: OptionParams, has: Capabilities): Options {
  const sampling = has.hasSampling ? toSampling(params) : {};
  const labels = has.hasLabels ? toLabels(params) : {};
  const caching = toCaching(params, has);
  return {
    ...(hasAny(sampling) && { sampling }),
    ...(hasAny(labels) && { labels }),
    ...(hasAny(caching) && { caching }),
  };
}

function hasAny(group: object): boolean {
  return Object.keys(group).length > 0;
}

function toSampling({ temperature, top_p: topP }: OptionParams): NonNullable<Options['sampling']> {
  return {
    ...(typeof temperature === 'number' && { temperature }),
    ...(typeof topP === 'number' && { topP }),
  };
}

function toLabels(params: OptionParams): NonNullable<Options['labels']> {
  const { user, safety_identifier: safetyIdentifier, metadata } = params;
  return {
    ...(typeof user === 'string' && { user }),
    ...(typeof safetyIdentifier === 'string' && { safetyIdentifier }),
    ...(metadata && { metadata }),
  };
}

function toCaching(
  params: OptionParams,
  { hasCacheKey, hasLabels }: Capabilities,
): NonNullable<Options['caching']> {
  const { prompt_cache_key: key, prompt_cache_retention: retention } = params;
  const keyed = hasCacheKey && typeof key === 'string' && { key };
  if (!hasLabels) return { ...keyed };
  return {
    ...keyed,
    // SDKs also write `in-memory`, which the Responses API does not know.
    ...(retention && { retention: retention === 'in-memory' ? 'in_memory' : retention }),
    ...(params.prompt_cache_options && { options: params.prompt_cache_options }),
  };
}
