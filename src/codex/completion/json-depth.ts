/**
 * How deep a schema may be nested. Deeper than any in use, and far from where programs that walk it
 * run out of stack.
 */
export const maxSchemaDepth = 128;

/** Whether a JSON value has more levels than that. Level by level, so that no depth exhausts the stack. */
export function isDeeperThan(value: object, limit: number): boolean {
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
