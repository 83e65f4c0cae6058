import type { EnumRef, InputObjectRef } from '@pothos/core';
import type { Builder, SchemaTypes } from '../../kit/builder.ts';
import { CompletionNotFoundError } from '../../kit/completion-not-found-error.ts';
import { startedStream, type OnDisconnect } from '../completion-streams.ts';
import { detached } from '../detached.ts';
import type { SubmitToolOutputsInput } from './submit-tool-outputs-input.ts';
import { submitToolOutputs } from './submit-tool-outputs.ts';
import { completionComplexity } from '../../limits/limits.ts';
import { completionErrors } from '../../kit/error-types.ts';

const goesOn =
  'Continues the conversation of a completion that ended with TOOL_CALLS, without sending its history again: starts a completion that answers the outputs, in the turn that waits for them. Submitting again starts another answer to the same calls. That answer, and one whose turn no longer waits, replays the conversation.';

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
          description: 'The new completion as it starts, or the reason why it could not start.',
        },
      },
      args: {
        input: t.arg({ type: inputType, required: true, description: 'The tool results.' }),
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
        input: t.arg({ type: inputType, required: true, description: 'The tool results.' }),
        onDisconnect: t.arg({
          type: onDisconnectType,
          required: true,
          defaultValue: 'cancel',
          description: 'What happens to the completion when this subscription ends.',
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
