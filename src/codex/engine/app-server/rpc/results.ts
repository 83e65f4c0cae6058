import { z } from 'zod';

const thread = z.object({ id: z.string().min(1) });
const cursor = z.string().nullish();
const text = z.string();

/**
 * The members that the engine reads of the answers to its calls. It does not read the answers to
 * any other calls.
 */
const results: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>(
  Object.entries({
    getAuthStatus: z.looseObject({
      authMethod: text.nullish(),
      authToken: text.nullish(),
      requiresOpenaiAuth: z.boolean().nullish(),
    }),
    'account/read': z.looseObject({
      account: z.looseObject({ type: text }).nullish(),
      workspaceRouting: z
        .looseObject({
          chatgptAccountId: text,
          backendOrigin: text,
          accountRoutingOverride: text,
        })
        .nullish(),
    }),
    'config/read': z.looseObject({ config: z.record(z.string(), z.unknown()) }),
    'account/login/start': z.looseObject({ type: text }),
    'model/list': z.looseObject({
      data: z.array(
        z.looseObject({
          model: text,
          displayName: text,
          description: text,
          supportedReasoningEfforts: z.array(
            z.looseObject({ reasoningEffort: text, description: text }),
          ),
          defaultReasoningEffort: text.nullish(),
          inputModalities: z.array(text),
          serviceTiers: z.array(z.looseObject({ id: text })),
          isDefault: z.boolean(),
          hidden: z.boolean(),
        }),
      ),
      nextCursor: cursor,
    }),
    'thread/start': z.looseObject({ thread }),
    'thread/read': z.looseObject({ thread: z.looseObject({ status: z.object({ type: text }) }) }),
    'thread/loaded/list': z.looseObject({ data: z.array(text), nextCursor: cursor }),
    'turn/start': z.looseObject({ turn: z.looseObject({ id: z.string().min(1) }) }),
  }),
);

/** The reason why an answer cannot be read; undefined if it can. */
export function faultOf(method: string, result: unknown): z.ZodError | undefined {
  return results.get(method)?.safeParse(result).error;
}
