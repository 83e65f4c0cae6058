import type { InputObjectRef } from '@pothos/core';
import { runWhole } from '../../codex/completion/run-whole.ts';
import type { Builder, SchemaTypes } from '../kit/builder.ts';
import type { ChatCompletionInput } from './input/chat-completion-input.ts';
import { CompletionNotFoundError } from '../kit/completion-not-found-error.ts';
import type { Completion } from '../../codex/completion/completion.ts';
import { detached } from './detached.ts';
import { settleBy } from './events-of.ts';
import { startCompletion } from './start-completion.ts';
import { completionComplexity } from '../limits/limits.ts';
import type { GraphqlContext } from '../kit/context.ts';
import { StoreOffError } from '../kit/conversation-errors.ts';
import { completionErrors } from '../kit/error-types.ts';

/** A whole answer and a stop on `Mutation`. What a client can act on comes as data. */
export function addChatMutations(
  builder: Builder,
  chatCompletionInput: InputObjectRef<SchemaTypes, ChatCompletionInput>,
): void {
  const cancelInput = builder.inputType('CancelChatCompletionInput', {
    description: 'What to stop.',
    fields: (t) => ({
      id: t.id({
        required: true,
        description: "The completion's id, no matter which API started it.",
      }),
    }),
  });
  builder.mutationFields((t) => ({
    chatCompletion: t.field({
      type: 'ChatCompletion',
      description:
        'Starts a completion and answers when it is whole. A client that leaves before that cancels it.',
      complexity: completionComplexity,
      errors: {
        types: [...completionErrors, StoreOffError],
        union: {
          name: 'ChatCompletionResult',
          description: 'The whole completion, or what kept it from becoming whole.',
        },
      },
      args: {
        input: t.arg({
          type: chatCompletionInput,
          required: true,
          description: 'What to answer, and how.',
        }),
      },
      resolve: async (_root, { input }, context) => await wholeAnswer(context, input),
    }),
    startChatCompletion: t.field({
      type: 'ChatCompletion',
      description:
        'Starts a completion and answers at once, before its first token. It runs on when the client leaves: watch it with `chatCompletionEvents`, read it with `Query.chatCompletion`, stop it with `cancelChatCompletion`.',
      complexity: completionComplexity,
      errors: {
        types: [...completionErrors, StoreOffError],
        union: {
          name: 'StartChatCompletionResult',
          description: 'The completion as it starts, or what kept it from starting.',
        },
      },
      args: {
        input: t.arg({
          type: chatCompletionInput,
          required: true,
          description: 'What to answer, and how.',
        }),
      },
      resolve: async (_root, { input }, context) =>
        await detached(
          context.signal,
          async (signal) => await startCompletion(context, input, signal, { isDetached: true }),
        ),
    }),
    cancelChatCompletion: t.field({
      type: 'ChatCompletion',
      description:
        'Stops a completion and returns the state it reached. Stopping one that has ended changes nothing.',
      errors: {
        types: [CompletionNotFoundError],
        union: {
          name: 'CancelChatCompletionResult',
          description:
            'The completion in the state it reached, or an error if there is none with this ID.',
        },
      },
      args: {
        input: t.arg({ type: cancelInput, required: true, description: 'What to stop.' }),
      },
      resolve: async (_root, { input }, { core, caller }) => {
        const completion = await core.completion(input.id);
        if (completion === undefined) throw new CompletionNotFoundError(input.id, caller);
        completion.cancel();
        await completion.result().catch(() => undefined);
        return completion;
      },
    }),
  }));
}

/** A completion at its end. One that is kept is started once: the gateway keeps what it starts. */
async function wholeAnswer(
  context: GraphqlContext,
  input: ChatCompletionInput,
): Promise<Completion> {
  const delivery = 'whole';
  if (input.store !== true) {
    return await runWhole(
      async (attempts) =>
        await startCompletion(context, input, context.signal, { delivery, attempts }),
    );
  }
  const completion = await startCompletion(context, input, context.signal, { delivery });
  try {
    await completion.result();
  } finally {
    await settleBy(context)(completion);
  }
  return completion;
}
