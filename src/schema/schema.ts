import type { GraphQLSchema } from 'graphql';
import { createBuilder } from './kit/builder.ts';
import { addActivityField } from './board/activity-field.ts';
import { addCompletions } from './board/completions-field.ts';
import { addAccountFields } from './account/account-fields.ts';
import { addMutation } from './chat/mutation-fields.ts';
import { addQuery } from './gateway/gateway-fields.ts';
import { addSubscription } from './chat/subscription-fields.ts';
import { addToolOutputs } from './chat/tool-outputs/tool-outputs-fields.ts';
import { addActivity } from './board/activity-types.ts';
import { addAccountEvents } from './account/account-event-types.ts';
import { addAccount } from './account/account-type.ts';
import { addUsageQuery } from './usage/usage-fields.ts';
import { addChatCompletionEvents } from './chat/event-types.ts';
import {
  addChatCompletionInput,
  type InputParts,
} from './chat/input/chat-completion-input-type.ts';
import { addChatCompletion } from './chat/chat-completion-type.ts';
import { addClient } from './chat/client-type.ts';
import { addCompletionEnums } from './chat/completion-enums.ts';
import { addCompletionRecord } from './usage/completion-record-type.ts';
import { addContentPartInput } from './chat/input/content-part-input-type.ts';
import { addCompletionFilters } from './board/completion-filter-types.ts';
import { addDateTime } from './kit/date-time.ts';
import { addErrors } from './kit/error-types.ts';
import { addHealth } from './gateway/health-type.ts';
import { addJson } from './kit/json.ts';
import { addLoginErrors } from './account/login-errors.ts';
import { addNode } from './node/node-type.ts';
import { addModel } from './gateway/model-type.ts';
import { addOnDisconnect } from './chat/on-disconnect-type.ts';
import { addSafeInt } from './kit/safe-int.ts';
import { addSubmitToolOutputsInput } from './chat/tool-outputs/submit-tool-outputs-input-type.ts';
import { addToolCall } from './chat/tool-call-type.ts';
import { addToolChoiceInput } from './chat/input/tool-input-type.ts';
import { addUsageReport } from './usage/usage-report-type.ts';
import { addUsage } from './chat/usage-type.ts';

/** The GraphQL schema; its resolvers find all they need in the `GraphqlContext`. */
export function buildSchema(): GraphQLSchema {
  const builder = createBuilder();
  addDateTime(builder);
  addJson(builder);
  addSafeInt(builder);
  addNode(builder);
  const errorCode = addErrors(builder);
  addLoginErrors(builder);
  addModel(builder);
  addHealth(builder);
  addAccount(builder);
  addAccountEvents(builder);
  addUsage(builder);
  const toolType = addToolCall(builder);
  const enums = addCompletionEnums(builder);
  addClient(builder);
  addChatCompletion(builder, enums);
  addUsageReport(builder, enums);
  addCompletionRecord(builder, enums, errorCode);
  addChatCompletionEvents(builder, enums);
  addActivity(builder);
  const filters = addCompletionFilters(builder, enums);
  const parts: InputParts = {
    toolType,
    contentPart: addContentPartInput(builder),
    toolChoice: addToolChoiceInput(builder),
  };
  const chatCompletionInput = addChatCompletionInput(builder, parts);
  const onDisconnect = addOnDisconnect(builder);
  addQuery(builder);
  addCompletions(builder, filters.completions);
  addUsageQuery(builder, enums);
  addMutation(builder, chatCompletionInput);
  addSubscription(builder, chatCompletionInput, onDisconnect);
  addToolOutputs(builder, addSubmitToolOutputsInput(builder, parts), onDisconnect);
  addActivityField(builder, filters.activity);
  addAccountFields(builder);
  return builder.toSchema({ sortSchema: true });
}
