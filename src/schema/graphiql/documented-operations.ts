import { account } from '../account/operations.ts';
import { chat } from '../chat/operations.ts';
import type { DocumentedOperation, OperationGroup } from '../kit/documented-operation.ts';
import { gateway } from '../gateway/operations.ts';
import { keptConversations } from '../conversations/operations.ts';
import { liveBoard } from '../board/operations.ts';
import { longRuns } from '../chat/long-run-operations.ts';
import { tools } from '../chat/tool-operations.ts';

/** The uses of the API, starting with a first question. */
export const operationGroups: readonly OperationGroup[] = [
  chat,
  liveBoard,
  longRuns,
  tools,
  keptConversations,
  account,
  gateway,
];

/** All of them, in that order. */
export const documentedOperations: readonly DocumentedOperation[] = operationGroups.flatMap(
  ({ operations }) => operations,
);
