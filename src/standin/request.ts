import { objectOf, objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';

/** A request body in the terms the stand-in works with; made after `checkRequest` passed. */
export interface ResponsesRequest {
  readonly model: string;
  readonly instructions: string;
  /** The whole conversation, oldest first. */
  readonly input: readonly JsonObject[];
  readonly tools: readonly JsonObject[];
  /** Of the reasoning; undefined where the request names none. */
  readonly effort: string | undefined;
  /** True when a summary of the reasoning is asked for. */
  readonly summary: boolean;
  /** True when `include` asks for the encrypted reasoning. */
  readonly encryptedReasoning: boolean;
  /** The schema of `text.format` when that is `json_schema`. */
  readonly schema: JsonObject | undefined;
  /** The tier the answer names as used. */
  readonly serviceTier: string;
  readonly cacheKey: string | undefined;
  /** Undefined for no limit. */
  readonly maxOutputTokens: number | undefined;
  /** The body as sent; the response object repeats parts of it. */
  readonly body: JsonObject;
}

/** Reads a checked body; `earlier` is the conversation that a continuation continues. */
export function readRequest(
  body: JsonObject,
  earlier: readonly JsonObject[] = [],
): ResponsesRequest {
  const reasoning = objectOf(body['reasoning']);
  const format = objectOf(objectOf(body['text'])['format']);
  const tier = stringOf(body['service_tier']);
  const { include, max_output_tokens: limit } = body;
  return {
    model: stringOf(body['model']) ?? '',
    instructions: stringOf(body['instructions']) ?? '',
    input: [...earlier, ...inputItems(body)],
    tools: objectsOf(body['tools']),
    effort: stringOf(reasoning['effort']),
    summary: !['none', undefined].includes(stringOf(reasoning['summary'])),
    encryptedReasoning: Array.isArray(include) && include.includes('reasoning.encrypted_content'),
    schema: format['type'] === 'json_schema' ? objectOf(format['schema']) : undefined,
    serviceTier: tier === undefined || tier === 'auto' ? 'default' : tier,
    cacheKey: stringOf(body['prompt_cache_key']),
    maxOutputTokens: typeof limit === 'number' ? limit : undefined,
    body,
  };
}

function inputItems(body: JsonObject): readonly JsonObject[] {
  const input = body['input'];
  return typeof input === 'string'
    ? [{ type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] }]
    : objectsOf(input);
}
