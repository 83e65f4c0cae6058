import type { Builder } from '../kit/builder.ts';

/** A completion, as it is now, on `Query`. */
export function addChatQuery(builder: Builder): void {
  builder.queryField('chatCompletion', (t) =>
    t.field({
      type: 'ChatCompletion',
      nullable: true,
      description:
        'A running or recent completion with its text so far, no matter which API started it; null when there is none with this id that this API key may see.',
      args: { id: t.arg.id({ required: true, description: "The completion's id." }) },
      resolve: async (_root, { id }, { core }) => (await core.completion(id)) ?? null,
    }),
  );
}
