import type { JsonObject, JsonValue } from '../../completion/tools.ts';
import { hasOtherBase, referencesIn } from './references.ts';

/** Keywords whose operands are values, not schemas. */
const values = new Set(['const', 'enum', 'default', 'example', 'examples']);

/** The first reference to a missing part of the schema itself; null if there is none. */
export function danglingReference(root: JsonObject): string | null {
  if (hasOtherBase(root)) return null;
  const find = referencesIn(root);
  const open: JsonValue[] = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    for (const [name, child] of Object.entries(part)) {
      if (child === undefined || values.has(name)) continue;
      if (name !== '$ref' || typeof child !== 'string') open.push(child);
      else if (child.startsWith('#/') && find(child) === undefined) return child;
    }
  }
  return null;
}
