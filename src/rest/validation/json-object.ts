import { z } from 'zod';
import type { JsonObject } from '../../codex/completion/tools.ts';
import { addFault, invalid, wrongType } from './faults.ts';
import { typeName } from './wording.ts';

/**
 * How deep a schema may be nested. Deeper than any in use, and far from where programs that walk it
 * run out of stack.
 */
const maxDepth = 128;

/**
 * A JSON object that is handed on as it is: zod's own schemas would copy it and drop members.
 * Refused where it is nested too deeply to be written out again.
 */
export const jsonObject = z.custom<JsonObject>().superRefine((value: unknown, ctx) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    addFault(ctx, wrongType('an object', typeName(value)));
  } else if (isDeeperThan(value, maxDepth)) {
    addFault(ctx, invalid(`nested too deeply. Expected at most ${maxDepth} levels.`));
  }
});

/** Level by level, so that no depth exhausts the stack. */
function isDeeperThan(value: object, limit: number): boolean {
  let level: object[] = [value];
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    const next: object[] = [];
    for (const parent of level) {
      for (const child of Object.values(parent) as unknown[]) {
        if (typeof child === 'object' && child !== null) next.push(child);
      }
    }
    level = next;
  }
  return false;
}
