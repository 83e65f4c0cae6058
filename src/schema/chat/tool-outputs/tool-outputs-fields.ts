import type { EnumRef, InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import { CompletionNotFoundError } from '../completion-not-found-error.ts';
import { startedStream, type OnDisconnect } from '../completion-streams.ts';
import { detached } from '../detached.ts';
import type { SubmitToolOutputsInput } from './submit-tool-outputs-input.ts';
import { submitToolOutputs } from './submit-tool-outputs.ts';
import { completionComplexity } from '../../limits/limits.ts';
import { completionErrors } from '../../kit/error-types.ts';

const goesOn =
  'Goes on with the conversation of a completion that ended with TOOL_CALLS, without its history being sent again: starts a completion that answers the outputs, in the turn that waits for them. Submitting once more starts another answer to the same calls; that one, and one whose turn no longer waits, replays the conversation.';

/** `submitToolOutputs`, as a mutation that starts and goes and as a subscription that streams. */
export function addToolOutputs(
  builder: Builder,
  inputType: InputObjectRef<SchemaTypes, SubmitToolOutputsInput>,
  onDisconnectType: EnumRef<SchemaTypes, OnDisconnect>,
): void {
  builder.mutationField('submitToolOutputs', (t) =>
    t.field({
      type: 'ChatCompletion',
      description: `${goesOn} Answers at once, as \`startChatCompletion\` does.`,
      complexity: completionComplexity,
      errors: {
        types: [CompletionNotFoundError, ...completionErrors],
        union: {
          name: 'SubmitToolOutputsResult',
          description: 'The completion that goes on, as it starts, or what kept it from starting.',
        },
      },
      args: {
        input: t.arg({ type: inputType, required: true, description: 'What to go on with.' }),
      },
      resolve: async (_root, { input }, context) =>
        await detached(
          context.signal,
          async (signal) => await submitToolOutputs(context, input, signal),
        ),
    }),
  );
  builder.subscriptionField('submitToolOutputs', (t) =>
    t.field({
      type: 'ChatCompletionEvent',
      description: `${goesOn} Streams it as \`chatCompletion\` does.`,
      complexity: completionComplexity,
      args: {
        input: t.arg({ type: inputType, required: true, description: 'What to go on with.' }),
        onDisconnect: t.arg({
          type: onDisconnectType,
          required: true,
          defaultValue: 'cancel',
          description: 'What becomes of the completion when this subscription goes.',
        }),
      },
      subscribe: (_root, { input, onDisconnect }, context) =>
        startedStream(
          async (signal) => await submitToolOutputs(context, input, signal),
          onDisconnect,
        ),
      resolve: (event) => event,
    }),
  );
}
