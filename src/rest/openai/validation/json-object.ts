import { z } from 'zod';
import type { JsonObject } from '../../../codex/completion/tools.ts';
import { addFault, missing, wrongType } from './faults.ts';
import { typeName } from '../../../http/body/type-name.ts';

/**
 * A JSON object that is passed on unchanged: zod's own schemas would copy it and drop members. The
 * bounds of the body bound its depth.
 */
export const jsonObject = z.custom<JsonObject>().superRefine((value: unknown, ctx) => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
  addFault(ctx, value === undefined ? missing : wrongType('an object', typeName(value)));
});
