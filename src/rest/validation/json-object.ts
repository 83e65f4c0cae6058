import { z } from 'zod';
import { isDeeperThan, maxSchemaDepth } from '../../codex/completion/json-depth.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';
import { addFault, invalid, wrongType } from './faults.ts';
import { typeName } from './wording.ts';

/**
 * A JSON object that is handed on as it is: zod's own schemas would copy it and drop members.
 * Refused where it is nested too deeply to be written out again.
 */
export const jsonObject = z.custom<JsonObject>().superRefine((value: unknown, ctx) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    addFault(ctx, wrongType('an object', typeName(value)));
  } else if (isDeeperThan(value, maxSchemaDepth)) {
    addFault(ctx, invalid(`nested too deeply. Expected at most ${maxSchemaDepth} levels.`));
  }
});
