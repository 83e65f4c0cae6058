import type { JsonObject, JsonValue } from '../../completion/tools.ts';

/** The draft of JSON Schema that `$schema` names: 4, 7, 2020 and so on; null where it names none. */
export type Dialect = number | null;

/** Resolves a `$ref`; undefined if the schema is external or missing. */
export type FindReference = (reference: string) => JsonValue | undefined;

/** Reads `$schema`. */
export function dialectOf({ $schema }: JsonObject): Dialect {
  if (typeof $schema !== 'string') return null;
  const draft = /draft(?:\/|-0?)(\d+)/.exec($schema)?.[1];
  return draft === undefined ? null : Number(draft);
}

/** Whether a part of the schema has its own base URI for relative references. */
export function hasOtherBase(root: JsonObject): boolean {
  return marksIn(root).hasOtherBase;
}

/** Resolves references within a schema: JSON pointers and anchors. */
export function referencesIn(root: JsonObject): FindReference {
  let marks: Marks | undefined;
  return (reference) => {
    marks ??= marksIn(root);
    // With another base URI, the target of a reference depends on the place of the reference.
    if (marks.hasOtherBase) return undefined;
    const base = root['$id'] ?? root['id'];
    const isOwn = typeof base === 'string' && base !== '' && reference.startsWith(base);
    const local = isOwn ? reference.slice(base.length) : reference;
    if (local === '' || local === '#') return root;
    if (local.startsWith('#/')) return atPointer(root, local.slice(2));
    return local.startsWith('#') ? marks.anchors.get(local.slice(1)) : undefined;
  };
}

interface Marks {
  readonly anchors: Map<string, JsonObject>;
  hasOtherBase: boolean;
}

function marksIn(root: JsonObject): Marks {
  const marks: Marks = { anchors: new Map(), hasOtherBase: false };
  const open: JsonValue[] = [root];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (typeof part !== 'object' || part === null) continue;
    for (const child of Object.values(part)) if (child !== undefined) open.push(child);
    if (!Array.isArray(part)) noteMarks(part, part === root, marks);
  }
  return marks;
}

function noteMarks(schema: JsonObject, isRoot: boolean, marks: Marks): void {
  const { $anchor, $id } = schema;
  if (typeof $anchor === 'string') marks.anchors.set($anchor, schema);
  if (typeof $id !== 'string') return;
  if ($id.startsWith('#')) marks.anchors.set($id.slice(1), schema);
  else if (!isRoot) marks.hasOtherBase = true;
}

function atPointer(root: JsonObject, pointer: string): JsonValue | undefined {
  let found: JsonValue | undefined = root;
  for (const token of pointer.split('/')) {
    if (typeof found !== 'object' || found === null) return undefined;
    const name = unescaped(token);
    if (!Object.hasOwn(found, name)) return undefined;
    found = Array.isArray(found) ? found[Number(name)] : found[name];
  }
  return found;
}

function unescaped(token: string): string {
  return decoded(token).replaceAll('~1', '/').replaceAll('~0', '~');
}

function decoded(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}
