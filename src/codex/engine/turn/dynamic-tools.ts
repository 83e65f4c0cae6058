import type { Tool, ToolCall } from '../../completion/tools.ts';
import type { JsonValue } from '../protocol/serde_json/JsonValue.ts';
import type { DynamicToolSpec } from '../protocol/v2/DynamicToolSpec.ts';
import { schemaForCodex } from './tool-schema.ts';
import { modelToolName } from './tool-names.ts';

/** The arguments of the function that stands for a tool with free text: Codex has functions only. */
const freeText: JsonValue = {
  type: 'object',
  properties: { input: { type: 'string', description: 'The text to give to the tool.' } },
  required: ['input'],
  additionalProperties: false,
};

/** A client's tools as the functions that Codex tells the model of. */
export function dynamicTools(tools: readonly Tool[]): DynamicToolSpec[] {
  return tools.map((tool) => ({
    type: 'function',
    name: modelToolName(tool.name),
    description: tool.description,
    inputSchema: tool.type === 'custom' ? freeText : schemaForCodex(tool.parameters),
  }));
}

/** What the model wrote, as it reaches the client: under the tool's own name, free text unwrapped. */
export function clientToolCall(
  tools: readonly Tool[],
  call: { readonly callId: string; readonly name: string; readonly arguments: string },
): ToolCall {
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
