import type { FieldName } from './fields.ts';

/** The name of a level. */
export type LevelName = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** A line of the log. */
export interface LineRow {
  readonly levels: readonly LevelName[];
  /** When it is written: one line for people. */
  readonly when: string;
  /** Those that it always has. Default: none. */
  readonly fields?: readonly FieldName[];
  /** Those that it may have. Default: none. */
  readonly more?: readonly FieldName[];
}
