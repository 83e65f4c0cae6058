import type { Builder } from './kit/builder.ts';
import { addCitation } from './chat/citation-type.ts';
import { addCompletionRow } from './chat/completion-row-type.ts';
import { addRequestSummary } from './chat/request-summary-type.ts';
import type { ErrorCodeRef } from './kit/error-code.ts';
import { addChatCompletion } from './chat/chat-completion-type.ts';
import { addClient } from './chat/client-type.ts';
import { addCompletionEnums } from './chat/completion-enums.ts';
import { addChatCompletionEvents } from './chat/event-types.ts';
import {
  addChatCompletionInput,
  type InputParts,
} from './chat/input/chat-completion-input-type.ts';
import { addChatSettings } from './chat/input/chat-settings-fields.ts';
import { addContentPartInput } from './chat/input/content-part-input-type.ts';
import { addMessageInput } from './chat/input/message-input-type.ts';
import { addToolChoiceInput } from './chat/input/tool-input-type.ts';
import { addChatMutations } from './chat/mutation-fields.ts';
import { addOnDisconnect } from './chat/on-disconnect-type.ts';
import { addChatQuery } from './chat/query-fields.ts';
import { addChatSubscriptions } from './chat/subscription-fields.ts';
import { addToolCall } from './chat/tool-call-type.ts';
import type { ChatTypes } from './chat/tool-outputs/chat-types.ts';
import {
  addSubmitToolOutputsInput,
  addToolOutputInput,
} from './chat/tool-outputs/submit-tool-outputs-input-type.ts';
import { addToolOutputs } from './chat/tool-outputs/tool-outputs-fields.ts';
import { addItemEvents } from './chat/item-event-types.ts';
import { addItems } from './items/item-types.ts';
import { addUsage } from './chat/usage-type.ts';

/** Completions: how they are started, read, watched and stopped. Gives the types that others use. */
export function addChatFeature(builder: Builder, errorCode: ErrorCodeRef): ChatTypes {
  const enums = addCompletionEnums(builder, errorCode);
  addCitation(builder);
  addUsage(builder);
  addClient(builder);
  addItems(builder);
  addRequestSummary(builder);
  addCompletionRow(builder, enums);
  addChatCompletion(builder);
  const toolType = addToolCall(builder);
  addChatCompletionEvents(builder, enums, toolType);
  addItemEvents(builder);
  const contentPart = addContentPartInput(builder);
  const toolChoice = addToolChoiceInput(builder);
  const parts: InputParts = {
    toolType,
    contentPart,
    toolChoice,
    message: addMessageInput(builder, { toolType, contentPart }),
    settings: addChatSettings(builder, toolChoice),
  };
  const input = addChatCompletionInput(builder, parts);
  const onDisconnect = addOnDisconnect(builder);
  addChatQuery(builder);
  addChatMutations(builder, input);
  addChatSubscriptions(builder, input, onDisconnect);
  const toolOutput = addToolOutputInput(builder, parts);
  const outputs = addSubmitToolOutputsInput(builder, parts, toolOutput);
  addToolOutputs(builder, outputs, onDisconnect);
  return { enums, parts, toolOutput, onDisconnect };
}
