import { z } from 'zod';

const text = z.string();
const count = z.number();
const anything = z.looseObject({});

/** The members of each answer that the gateway reads. */
export const answerMembers = {
  initialize: z.looseObject({ userAgent: text }),
  getAuthStatus: z.looseObject({
    authMethod: text.nullable(),
    requiresOpenaiAuth: z.boolean().nullable(),
  }),
  'model/list': z.looseObject({
    data: z
      .array(
        z.looseObject({
          model: text,
          displayName: text,
          description: text,
          hidden: z.boolean(),
          isDefault: z.boolean(),
          supportedReasoningEfforts: z.array(
            z.looseObject({ reasoningEffort: text, description: text }),
          ),
          defaultReasoningEffort: text,
          inputModalities: z.array(text),
          serviceTiers: z.array(anything),
        }),
      )
      .min(1),
    nextCursor: text.nullish(),
  }),
  'thread/start': z.looseObject({ thread: z.looseObject({ id: text }) }),
  'thread/loaded/list': z.looseObject({ data: z.array(text) }),
  'turn/start': z.looseObject({ turn: z.looseObject({ id: text }) }),
  anything,
};

const item = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('other') }),
  z.looseObject({ type: z.literal('reasoning') }),
  z.looseObject({
    type: z.literal('function_call'),
    call_id: text,
    name: text,
    arguments: text,
  }),
  z.looseObject({ type: z.literal('function_call_output'), call_id: text }),
  z.looseObject({
    type: z.literal('message'),
    role: text,
    content: z.array(z.looseObject({ type: text })),
  }),
]);

/** The members of each notification about a thread that the gateway reads. */
export const notificationMembers: Readonly<Record<string, z.ZodType>> = {
  'item/started': anything,
  'item/agentMessage/delta': z.looseObject({ itemId: text, delta: text }),
  'item/reasoning/summaryTextDelta': z.looseObject({ delta: text, summaryIndex: count }),
  'rawResponseItem/completed': z.looseObject({ turnId: text, item }),
  'rawResponse/completed': z.looseObject({
    usage: z.looseObject({
      totalTokens: count,
      inputTokens: count,
      cachedInputTokens: count,
      outputTokens: count,
      reasoningOutputTokens: count,
    }),
  }),
  error: z.looseObject({ willRetry: z.boolean(), error: z.looseObject({ message: text }) }),
  'turn/completed': z.looseObject({
    turn: z.looseObject({
      id: text,
      status: text,
      error: z.looseObject({ message: text, codexErrorInfo: z.unknown() }).nullable(),
    }),
  }),
};

/** The members of a tool call that the gateway reads. */
export const toolCallMembers = z.looseObject({ callId: text });
