import type { JsonObject, JsonValue } from '../../../../codex/completion/tools.ts';

/**
 * What a response repeats of its request, with every default filled in. It is kept with the turn, and
 * read again where the response is retrieved.
 */
export interface ResponseSettings extends JsonObject {
  background: boolean;
  /** The id of the conversation that the client named; null where it named none. */
  conversation: string | null;
  instructions: string | null;
  max_output_tokens: number | null;
  max_tool_calls: number | null;
  metadata: JsonObject;
  /** As the client wrote it. */
  model: string;
  parallel_tool_calls: boolean;
  previous_response_id: string | null;
  presence_penalty: number;
  frequency_penalty: number;
  prompt_cache_key: string | null;
  prompt_cache_retention: string | null;
  reasoning: ReasoningSettings;
  safety_identifier: string | null;
  /** The tier that was asked for, `auto` where none was. */
  service_tier: string;
  /** What the client asked for. A turn that could not be written says `isStored: false` all the same. */
  store: boolean;
  temperature: number;
  text: TextSettings;
  /** A word, or an object as the client wrote it. */
  tool_choice: JsonValue;
  /** Those of `tools` as the client wrote them, with the defaults of the contract: a boolean `strict`. */
  tools: JsonObject[];
  top_logprobs: number;
  top_p: number;
  truncation: 'auto' | 'disabled';
  user: string | null;
}

/** `reasoning` of a response. */
export interface ReasoningSettings extends JsonObject {
  effort: string | null;
  summary: string | null;
}

/** `text` of a response. */
export interface TextSettings extends JsonObject {
  /** With `type`, and for a schema its `name`, `description`, `schema` and `strict`. */
  format: JsonObject;
  verbosity: string;
}
