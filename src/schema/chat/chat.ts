import type { Builder } from '../kit/builder.ts';
import { addChatCompletion } from './chat-completion-type.ts';
import { addClient } from './client-type.ts';
import { addCompletionEnums, type CompletionEnums } from './completion-enums.ts';
import { addChatCompletionEvents } from './event-types.ts';
import { addChatCompletionInput, type InputParts } from './input/chat-completion-input-type.ts';
import { addContentPartInput } from './input/content-part-input-type.ts';
import { addToolChoiceInput } from './input/tool-input-type.ts';
import { addChatMutations } from './mutation-fields.ts';
import { addOnDisconnect } from './on-disconnect-type.ts';
import { addChatQuery } from './query-fields.ts';
import { addChatSubscriptions } from './subscription-fields.ts';
import { addToolCall } from './tool-call-type.ts';
import { addSubmitToolOutputsInput } from './tool-outputs/submit-tool-outputs-input-type.ts';
import { addToolOutputs } from './tool-outputs/tool-outputs-fields.ts';
import { addUsage } from './usage-type.ts';

/** Completions: how they are started, read, watched and stopped. Gives the enums that others share. */
export function addChatFeature(builder: Builder): CompletionEnums {
  const enums = addCompletionEnums(builder);
  addUsage(builder);
  addClient(builder);
  addChatCompletion(builder, enums);
  addChatCompletionEvents(builder, enums);
  const parts: InputParts = {
    toolType: addToolCall(builder),
    contentPart: addContentPartInput(builder),
    toolChoice: addToolChoiceInput(builder),
  };
  const input = addChatCompletionInput(builder, parts);
  const onDisconnect = addOnDisconnect(builder);
  addChatQuery(builder);
  addChatMutations(builder, input);
  addChatSubscriptions(builder, input, onDisconnect);
  addToolOutputs(builder, addSubmitToolOutputsInput(builder, parts), onDisconnect);
  return enums;
}
