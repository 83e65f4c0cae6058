import type { Tool, ToolCall } from '../../../completion/tools.ts';
import type { DynamicToolSpec, JsonValue } from '../rpc/protocol.ts';
import { schemaForCodex } from './tool-schema.ts';
import { grammarInWords } from './grammar-in-words.ts';
import { createToolNames, type ToolNames } from './tool-names.ts';

/** Arguments of the function that stands for a tool with free text, since Codex has functions only. */
const freeText: JsonValue = {
  type: 'object',
  properties: { input: { type: 'string', description: 'The text to give to the tool.' } },
  required: ['input'],
  additionalProperties: false,
};

/** A client's tools as the functions that Codex shows to the model. */
export function dynamicTools(tools: readonly Tool[]): DynamicToolSpec[] {
  const names = createToolNames(tools);
  const described = new Set<string>();
  return tools.map((tool) => {
    const { namespace } = tool;
    const isFirst = namespace !== undefined && !described.has(namespace.name);
    if (isFirst) described.add(namespace.name);
    return dynamicTool(tool, names.nameOf(tool), isFirst ? namespace.description : '');
  });
}

/**
 * @param lead What is said of all tools of a namespace, before the first of them. Codex passes on a
 *   description of any length (measured on 0.171.0: 1 MB).
 */
function dynamicTool(tool: Tool, name: string, lead: string): DynamicToolSpec {
  const told = [lead, tool.description];
  if (tool.type === 'custom') {
    if (tool.grammar !== undefined) told.push(grammarInWords(tool.grammar));
    return { type: 'function', name, description: joined(told), inputSchema: freeText };
  }
  const { schema, inWords } = schemaForCodex(tool.parameters);
  if (inWords !== null) told.push(`The arguments follow this JSON Schema:\n${inWords}`);
  return { type: 'function', name, description: joined(told), inputSchema: schema };
}

function joined(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
}

/**
 * Whether Codex shortens the tool's schema. The model then finds the whole schema in the tool's
 * description alone.
 */
export function isSchemaShortened(tool: Tool): boolean {
  return tool.type === 'function' && schemaForCodex(tool.parameters).isShortened;
}

/** A call as the model wrote it. */
export interface RawToolCall {
  readonly callId: string;
  /** Of its item. Absent: not known. */
  readonly itemId?: string;
  /** The tool's name with the model. */
  readonly name: string;
  /** JSON text, or what the model took for it. */
  readonly arguments: string;
}

/**
 * What the model wrote, as it reaches the client: under the tool's own name and namespace, free text
 * unwrapped.
 *
 * @param names Those of the thread's tools.
 */
export function clientToolCall(names: ToolNames, call: RawToolCall): ToolCall {
  const tool = names.toolOf(call.name);
  const named = {
    id: call.callId,
    name: tool?.name ?? call.name,
    ...(tool?.namespace && { namespace: tool.namespace.name }),
  };
  return tool?.type === 'custom'
    ? { type: 'custom', ...named, input: unwrapped(call.arguments) }
    : { type: 'function', ...named, input: call.arguments };
}

/** The arguments with which the model called, or would have called, a tool. */
export function modelArguments(call: ToolCall): string {
  return call.type === 'custom' ? JSON.stringify({ input: call.input }) : call.input;
}

function unwrapped(text: string): string {
  try {
    const value: unknown = JSON.parse(text);
    const isWrapped = typeof value === 'object' && value !== null && 'input' in value;
    return isWrapped && typeof value.input === 'string' ? value.input : text;
  } catch {
    return text;
  }
}
