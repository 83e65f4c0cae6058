import { z } from 'zod';

/** Reads what one of several types is in its own way, and any other as of no interest. */
function oneOfTypes<T extends z.ZodType>(
  types: Readonly<Record<string, T>>,
): z.ZodType<z.infer<T> | { readonly type: 'other' }> {
  const known = new Map(Object.entries(types));
  return z.looseObject({ type: z.string() }).transform((value, context) => {
    const reader = known.get(value.type);
    if (reader === undefined) return { type: 'other' } as const;
    const { data, error } = reader.safeParse(value);
    if (error === undefined) return data;
    context.addIssue(`not a ${value.type}: ${error.message}`);
    return z.NEVER;
  });
}

/** An item of a turn, as Codex shows it. */
export const threadItem = oneOfTypes({
  agentMessage: z.object({ type: z.literal('agentMessage'), id: z.string(), text: z.string() }),
  reasoning: z.object({
    type: z.literal('reasoning'),
    id: z.string(),
    summary: z.array(z.string()),
  }),
});

/** See {@link threadItem}. */
export type ThreadItem = z.infer<typeof threadItem>;

const contentPart = z.object({
  type: z.string(),
  text: z.string().nullish(),
  refusal: z.string().nullish(),
});

const callId = z.string();

/** An item as the service sent it, or as it goes to the service. */
export const rawItem = oneOfTypes({
  message: z.object({
    type: z.literal('message'),
    id: z.string().nullish(),
    role: z.string(),
    content: z.array(contentPart),
    internal_chat_message_metadata_passthrough: z
      .looseObject({ content_item_kinds: z.array(z.unknown()).nullish().catch(null) })
      .nullish()
      .catch(null),
  }),
  function_call: z.object({
    type: z.literal('function_call'),
    call_id: callId,
    name: z.string(),
    arguments: z.string(),
  }),
  custom_tool_call: z.object({
    type: z.literal('custom_tool_call'),
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
