import type { GraphQLSchema } from 'graphql';
import { createBuilder } from './builder.ts';
import { addActivityField } from './fields/activity.ts';
import { addCompletions } from './fields/completions.ts';
import { addAccountFields } from './fields/account.ts';
import { addMutation } from './fields/mutation.ts';
import { addQuery } from './fields/query.ts';
import { addSubscription } from './fields/subscription.ts';
import { addToolOutputs } from './fields/tool-outputs.ts';
import { addActivity } from './types/activity.ts';
import { addAccountEvents } from './types/account-event.ts';
import { addAccount } from './types/account.ts';
import { addUsageQuery } from './fields/usage-query.ts';
import { addChatCompletionEvents } from './types/chat-completion-event.ts';
import { addChatCompletionInput, type InputParts } from './types/chat-completion-input.ts';
import { addChatCompletion } from './types/chat-completion.ts';
import { addClient } from './types/client.ts';
import { addCompletionEnums } from './types/completion-enums.ts';
import { addCompletionRecord } from './types/completion-record.ts';
import { addContentPartInput } from './types/content-part-input.ts';
import { addCompletionFilters } from './types/completion-filter.ts';
import { addDateTime } from './types/date-time.ts';
import { addErrors } from './types/error.ts';
import { addHealth } from './types/health.ts';
import { addJson } from './types/json.ts';
import { addLoginErrors } from './types/login-errors.ts';
import { addNode } from './types/node.ts';
import { addModel } from './types/model.ts';
import { addOnDisconnect } from './types/on-disconnect.ts';
import { addSafeInt } from './types/safe-int.ts';
import { addSubmitToolOutputsInput } from './types/submit-tool-outputs-input.ts';
import { addToolCall } from './types/tool-call.ts';
import { addToolChoiceInput } from './types/tool-input.ts';
import { addUsageReport } from './types/usage-report.ts';
import { addUsage } from './types/usage.ts';

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
