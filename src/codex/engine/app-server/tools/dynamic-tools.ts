import type { Tool, ToolCall } from '../../../completion/tools.ts';
import type { DynamicToolSpec, JsonValue } from '../rpc/protocol.ts';
import { schemaForCodex } from './tool-schema.ts';
import { modelToolName } from './tool-names.ts';

/** Arguments of the function that stands for a tool with free text, since Codex has functions only. */
const freeText: JsonValue = {
  type: 'object',
  properties: { input: { type: 'string', description: 'The text to give to the tool.' } },
  required: ['input'],
  additionalProperties: false,
};

/** A client's tools as the functions that Codex shows to the model. */
export function dynamicTools(tools: readonly Tool[]): DynamicToolSpec[] {
  return tools.map(dynamicTool);
}

function dynamicTool(tool: Tool): DynamicToolSpec {
  const { description } = tool;
  const name = modelToolName(tool.name);
  if (tool.type === 'custom') return { type: 'function', name, description, inputSchema: freeText };
  const { schema, inWords } = schemaForCodex(tool.parameters);
  return {
    type: 'function',
    name,
    description: inWords === null ? description : withSchema(description, inWords),
    inputSchema: schema,
  };
}

/** Codex passes on a description of any length (measured on 0.171.0: 1 MB). */
function withSchema(description: string, schema: string): string {
  const lead = description === '' ? '' : `${description}\n\n`;
  return `${lead}The arguments follow this JSON Schema:\n${schema}`;
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

/** What the model wrote, as it reaches the client: under the tool's own name, free text unwrapped. */
export function clientToolCall(tools: readonly Tool[], call: RawToolCall): ToolCall {
  const tool = tools.find(({ name }) => modelToolName(name) === call.name);
  const name = tool?.name ?? call.name;
  if (tool?.type === 'custom') {
    return { type: 'custom', id: call.callId, name, input: unwrapped(call.arguments) };
  }
  return { type: 'function', id: call.callId, name, input: call.arguments };
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
