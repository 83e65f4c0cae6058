import { readJson } from './json-fault.ts';

/** A tool that the model may call, in whatever form it was written. */
export type Tool = FunctionTool | CustomTool;

/** A tool that takes JSON. */
export interface FunctionTool {
  readonly kind: 'function';
  readonly name: string;
  readonly description?: string;
  readonly parameters?: object;
  readonly strict?: boolean;
}

/** A tool that takes free text. */
export interface CustomTool {
  readonly kind: 'custom';
  readonly name: string;
  readonly description?: string;
}

/** The tools of a text, or what is wrong with it. */
export type ReadTools =
  | { readonly tools: readonly Tool[]; readonly fault?: undefined }
  | { readonly tools?: undefined; readonly fault: string };

/**
 * Reads tools as people have them: a list, or one tool, in the form of Chat Completions, Responses,
 * Anthropic's Messages, or this GraphQL API. No text is no tool.
 */
export function readTools(text: string): ReadTools {
  if (text.trim() === '') return { tools: [] };
  const { value, fault } = readJson(text);
  if (fault) return { fault: `Line ${fault.line}, column ${fault.column}: ${fault.reason}.` };
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const tools: Tool[] = [];
  for (const [index, each] of list.entries()) {
    const tool = toolOf(each);
    if (typeof tool === 'string') return { fault: `Tool ${index + 1}: ${tool}` };
    if (tools.some(({ name }) => name === tool.name)) {
      return { fault: `Tool ${index + 1}: there are two tools named "${tool.name}".` };
    }
    tools.push(tool);
  }
  return { tools };
}

type Members = Readonly<Record<string, unknown>>;

function membersOf(value: unknown): Members | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return { ...value };
}

/** A tool, or the sentence that says why it is none. */
function toolOf(value: unknown): Tool | string {
  const outer = membersOf(value);
  if (outer === undefined) return 'a tool is an object: { "type": "function", … }.';
  const isCustom = outer['type'] === 'custom' || 'custom' in outer;
  const inner = membersOf(outer[isCustom ? 'custom' : 'function']) ?? outer;
  const type = outer['type'];
  if (type !== undefined && type !== 'function' && type !== 'custom') {
    return `its type ${JSON.stringify(type)} is not known here: use "function" or "custom".`;
  }
  const { name, description } = inner;
  if (typeof name !== 'string') return 'it needs a "name", a text.';
  if (!/^[\w-]{1,64}$/.test(name)) {
    return `the name "${name}" must have 1 to 64 letters, digits, _ and -.`;
  }
  const common = { name, ...(typeof description === 'string' && { description }) };
  return isCustom ? { kind: 'custom', ...common } : functionTool(common, inner);
}

function functionTool(
  common: { readonly name: string; readonly description?: string },
  inner: Members,
): Tool | string {
  const given = inner['parameters'] ?? inner['input_schema'];
  const parameters = membersOf(given);
  if (given !== undefined && given !== null && parameters === undefined) {
    return '"parameters" must be a JSON Schema, an object.';
  }
  const strict = inner['strict'];
  return {
    kind: 'function',
    ...common,
    ...(parameters && { parameters }),
    ...(typeof strict === 'boolean' && { strict }),
  };
}
