import { alertLines } from './alert-lines.ts';
import { databaseLines } from './database-lines.ts';
import { engineLines } from './engine-lines.ts';
import type { LineRow } from './line-row.ts';
import { processLines } from './process-lines.ts';
import { requestLines } from './request-lines.ts';

/** Every line of the log, by its `msg`. A `…` in it stands for any text. */
export const lines: Readonly<Record<string, LineRow>> = {
  ...requestLines,
  ...engineLines,
  ...processLines,
  ...alertLines,
  ...databaseLines,
};
