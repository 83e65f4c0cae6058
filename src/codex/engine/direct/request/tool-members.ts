import type { CompletionRequest, WebSearch } from '../../../completion/request.ts';
import type { JsonObject, JsonValue, Tool, ToolChoice } from '../../../completion/tools.ts';

/** `tools`, `tool_choice` and `parallel_tool_calls`; a member that the client did not set is absent. */
export function toolMembers({
  tools = [],
  webSearch,
  toolChoice,
  allowsParallelToolCalls,
}: CompletionRequest): JsonObject {
  const written = [...tools.map(toolMember), ...(webSearch ? [webSearchTool(webSearch)] : [])];
  if (written.length === 0) return {};
  return {
    tools: written,
    ...(toolChoice !== undefined && { tool_choice: choiceMember(toolChoice, tools) }),
    ...(allowsParallelToolCalls !== undefined && { parallel_tool_calls: allowsParallelToolCalls }),
  };
}

function toolMember(tool: Tool): JsonObject {
  const { type, name, description } = tool;
  const described = { type, name, ...(description !== '' && { description }) };
  if (tool.type === 'custom') {
    const { grammar } = tool;
    return { ...described, ...(grammar && { format: { type: 'grammar', ...grammar } }) };
  }
  // The Responses API is strict by default, and every client's API is not.
  return { ...described, parameters: tool.parameters, strict: tool.isStrict ?? false };
}

function webSearchTool({ contextSize, location }: WebSearch): JsonObject {
  return {
    type: 'web_search',
    ...(contextSize !== undefined && { search_context_size: contextSize }),
    ...(location && { user_location: { type: 'approximate', ...location } }),
  };
}

function choiceMember(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (typeof choice === 'string') return choice;
  if ('name' in choice) return named(choice.name, tools);
  const { mode, allowed } = choice;
  return { type: 'allowed_tools', mode, tools: allowed.map((name) => named(name, tools)) };
}

function named(name: string, tools: readonly Tool[]): JsonObject {
  return { type: tools.find((tool) => tool.name === name)?.type ?? 'function', name };
}
