import { z } from 'zod';
import type { Database, SqlValue } from '../../sqlite/database.ts';
import { groupColumns, type Group } from './group.ts';

/** Conditions, to be joined with AND, and the values of their placeholders in order. */
export interface Conditions {
  readonly sql: readonly string[];
  readonly values: readonly SqlValue[];
}

/** A group as it is read, without its names. */
export const groupSchema: z.ZodType<Group> = z
  .tuple([z.string(), z.string(), z.string(), z.string(), z.string(), z.string(), z.string()])
  .transform(([model, key_name, surface, program, status, error_code, effort]) => ({
    model,
    key_name,
    surface,
    program,
    status,
    error_code,
    effort,
  }));

const rowsSchema = z.array(z.tuple([z.number(), groupSchema]));

/** A group's columns as a JSON array, in SQL. */
export const groupJson = `json_array(${groupColumns.join(', ')})`;

/** The groups that meet conditions, by their ids. */
export async function readGroups(
  database: Database,
  { sql, values }: Conditions,
): Promise<ReadonlyMap<number, Group>> {
  const where = ['true', ...sql].join(' AND ');
  const rows = await database.json(
    `SELECT json_group_array(json_array(id, ${groupJson})) AS json FROM usage_group WHERE ${where}`,
    ...values,
  );
  return new Map(rowsSchema.parse(rows));
}
