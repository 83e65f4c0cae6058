import { account } from './account.ts';
import { chat } from './chat.ts';
import type { DocumentedOperation, OperationGroup } from './documented-operation.ts';
import { gateway } from './gateway.ts';
import { liveBoard } from './live-board.ts';
import { longRuns } from './long-runs.ts';
import { tools } from './tools.ts';

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
