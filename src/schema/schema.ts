import type { GraphQLSchema } from 'graphql';
import { createBuilder } from './builder.ts';
import { addMutation } from './fields/mutation.ts';
import { addQuery } from './fields/query.ts';
import { addSubscription } from './fields/subscription.ts';
import { addChatCompletionEvents } from './types/chat-completion-event.ts';
import { addChatCompletionInput } from './types/chat-completion-input.ts';
import { addChatCompletion } from './types/chat-completion.ts';
import { addCompletionEnums } from './types/completion-enums.ts';
import { addDateTime } from './types/date-time.ts';
import { addErrors } from './types/error.ts';
import { addHealth } from './types/health.ts';
import { addJson } from './types/json.ts';
import { addModel } from './types/model.ts';
import { addToolCall } from './types/tool-call.ts';
import { addUsage } from './types/usage.ts';

/** The GraphQL schema; its resolvers find all they need in the `GraphqlContext`. */
export function buildSchema(): GraphQLSchema {
  const builder = createBuilder();
  addDateTime(builder);
  addJson(builder);
  addErrors(builder);
  addModel(builder);
  addHealth(builder);
  addUsage(builder);
  const toolType = addToolCall(builder);
  const enums = addCompletionEnums(builder);
  addChatCompletion(builder, enums);
  addChatCompletionEvents(builder, enums);
  const chatCompletionInput = addChatCompletionInput(builder, toolType);
  addQuery(builder);
  addMutation(builder, chatCompletionInput);
  addSubscription(builder, chatCompletionInput);
  return builder.toSchema({ sortSchema: true });
}
