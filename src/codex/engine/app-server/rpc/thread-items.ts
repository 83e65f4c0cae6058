import { z } from 'zod';
import type { JsonObject } from '../../../completion/tools.ts';

/** An item of a type that has no reader. */
interface OtherItem {
  readonly type: 'other';
  /** All of it. */
  readonly raw: { readonly type: string };
}

/** Reads what one of several types is in its own way, and any other as it is. */
function oneOfTypes<T extends z.ZodType>(
  types: Readonly<Record<string, T>>,
): z.ZodType<z.infer<T> | OtherItem> {
  const known = new Map(Object.entries(types));
  return z.looseObject({ type: z.string() }).transform((value, context) => {
    const reader = known.get(value.type);
    if (reader === undefined) return { type: 'other', raw: value } as const;
    const { data, error } = reader.safeParse(value);
    if (error === undefined) return data;
    context.addIssue(`not a ${value.type}: ${error.message}`);
    return z.NEVER;
  });
}

/** Some JSON object, of which nothing else is certain. */
const jsonObject = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

/** An item of a turn, as Codex shows it. */
export const threadItem = oneOfTypes({
  agentMessage: z.object({
    type: z.literal('agentMessage'),
    id: z.string(),
    text: z.string(),
    phase: z.string().nullish().catch(null),
  }),
  reasoning: z.object({
    type: z.literal('reasoning'),
    id: z.string(),
    summary: z.array(z.string()),
  }),
  webSearch: z.object({
    type: z.literal('webSearch'),
    id: z.string(),
    action: jsonObject.nullish().catch(null),
  }),
});

/** See {@link threadItem}. */
export type ThreadItem = z.infer<typeof threadItem>;

const contentPart = z.object({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
  annotations: z.array(jsonObject).nullish().catch(null),
});

const callId = z.string();
const itemId = z.string().nullish().catch(null);

/** An item as the service sent it, or as it goes to the service. */
export const rawItem = oneOfTypes({
  message: z.object({
    type: z.literal('message'),
    id: z.string().nullish(),
    status: z.string().nullish().catch(null),
    role: z.string(),
    content: z.array(contentPart),
    internal_chat_message_metadata_passthrough: z
      .looseObject({ content_item_kinds: z.array(z.unknown()).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
  reasoning: z.object({
    type: z.literal('reasoning'),
    id: itemId,
    encrypted_content: z.string().nullish().catch(null),
  }),
  function_call: z.object({
    type: z.literal('function_call'),
    id: itemId,
    call_id: callId,
    name: z.string(),
    arguments: z.string(),
  }),
  custom_tool_call: z.object({
    type: z.literal('custom_tool_call'),
    id: itemId,
    call_id: callId,
    name: z.string(),
    input: z.string(),
  }),
  function_call_output: z.object({
    type: z.literal('function_call_output'),
    call_id: callId.nullish(),
    /** Its parts; none where it is a plain text. */
    output: z.array(z.looseObject({ type: z.string() })).catch([]),
  }),
  custom_tool_call_output: z.object({
    type: z.literal('custom_tool_call_output'),
    call_id: callId.nullish(),
  }),
});

/** See {@link rawItem}. */
export type RawItem = z.infer<typeof rawItem>;

/**
 * A call of a tool that the service runs itself, in OpenAI's form and without what Codex added; null
 * for anything else.
 */
export function hostedCall(item: RawItem): JsonObject | null {
  if (item.type !== 'other' || !item.raw.type.endsWith('_call')) return null;
  const { internal_chat_message_metadata_passthrough: _, ...raw } = jsonObject.parse(item.raw);
  return raw;
}

/** A message among the items. */
export type RawMessage = Extract<RawItem, { type: 'message' }>;

/** What a tool gave back, among the items. */
export type RawToolOutput = Extract<RawItem, { type: 'function_call_output' }>;

const count = z.number().min(0);

/** Token counts in Codex's words. */
export const usage = z.object({
  totalTokens: count,
  inputTokens: count,
  cachedInputTokens: count,
  cacheWriteInputTokens: count.nullish().transform((tokens) => tokens ?? 0),
  outputTokens: count,
  reasoningOutputTokens: count,
});

/** Why a turn failed, or is tried again. */
export const turnError = z
  .object({
    message: z.string(),
    codexErrorInfo: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
    additionalDetails: z.string().nullish(),
  })
  .transform(({ message, codexErrorInfo, additionalDetails }) => ({
    message,
    codexErrorInfo: codexErrorInfo ?? null,
    additionalDetails: additionalDetails ?? null,
    misalignment: null,
  }));
