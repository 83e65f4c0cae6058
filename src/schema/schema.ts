import type { GraphQLSchema } from 'graphql';
import { addAccountFeature } from './account/account.ts';
import { addAlertsFeature } from './alerts/alerts.ts';
import { addBoardFeature } from './board/board.ts';
import { addChatFeature } from './chat-feature.ts';
import { addConversationsFeature } from './conversations/conversations.ts';
import { addDiagnosticsFeature } from './diagnostics/diagnostics.ts';
import { addGatewayFeature } from './gateway/gateway.ts';
import { createBuilder } from './kit/builder.ts';
import { addDateTime } from './kit/date-time.ts';
import { addErrors } from './kit/error-types.ts';
import { addJson } from './kit/json.ts';
import { addRootTypes } from './kit/root-types.ts';
import { addSafeInt } from './kit/safe-int.ts';
import { addNode } from './node/node-type.ts';
import { addUsageFeature } from './usage/usage.ts';

/** The GraphQL schema; its resolvers find all they need in the `GraphqlContext`. */
export function buildSchema(): GraphQLSchema {
  const builder = createBuilder();
  addRootTypes(builder);
  addDateTime(builder);
  addJson(builder);
  addSafeInt(builder);
  addNode(builder);
  const errorCode = addErrors(builder);

  const chat = addChatFeature(builder, errorCode);
  const { enums } = chat;
  addConversationsFeature(builder, chat);
  addBoardFeature(builder, enums);
  addUsageFeature(builder, enums, errorCode);
  addAccountFeature(builder);
  addGatewayFeature(builder);
  addDiagnosticsFeature(builder);
  addAlertsFeature(builder);
  return builder.toSchema({ sortSchema: true });
}
