import { account } from '../account/operations.ts';
import { chat } from '../chat/operations.ts';
import type { DocumentedOperation, OperationGroup } from '../kit/documented-operation.ts';
import { gateway } from '../gateway/operations.ts';
import { liveBoard } from '../board/operations.ts';
import { longRuns } from '../chat/long-run-operations.ts';
import { tools } from '../chat/tool-operations.ts';

/** What the API is used for, from the first question on. */
export const operationGroups: readonly OperationGroup[] = [
  chat,
  liveBoard,
  longRuns,
  tools,
  account,
  gateway,
];

/** All of them, in that order. */
export const documentedOperations: readonly DocumentedOperation[] = operationGroups.flatMap(
  ({ operations }) => operations,
);
