import type { CompletionRequest, WebSearch } from '../../../completion/request.ts';
import type { JsonObject, JsonValue, Tool, ToolChoice } from '../../../completion/tools.ts';

/** `tools`, `tool_choice` and `parallel_tool_calls`; a member that the client did not set is absent. */
export function toolMembers({
  tools = [],
  webSearch,
  rawTools = [],
  toolChoice,
  allowsParallelToolCalls,
}: CompletionRequest): JsonObject {
  const hosted = webSearch ? [webSearchTool(webSearch)] : [];
  const written = [...clientTools(tools), ...hosted, ...rawTools];
  if (written.length === 0) return {};
  return {
    tools: written,
    ...(toolChoice !== undefined && { tool_choice: choiceMember(toolChoice, tools) }),
    ...(allowsParallelToolCalls !== undefined && { parallel_tool_calls: allowsParallelToolCalls }),
  };
}

/** Tools of one namespace are written together, where the first of them is. */
function clientTools(tools: readonly Tool[]): JsonObject[] {
  const written: JsonObject[] = [];
  const byNamespace = new Map<string, JsonObject[]>();
  for (const tool of tools) {
    const { namespace } = tool;
    if (namespace === undefined) {
      written.push(toolMember(tool));
      continue;
    }
    const { name, description } = namespace;
    const key = JSON.stringify([name, description]);
    const members = byNamespace.get(key) ?? [];
    members.push(toolMember(tool));
    if (byNamespace.has(key)) continue;
    byNamespace.set(key, members);
    written.push({ type: 'namespace', name, description, tools: members });
  }
  return written;
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

function webSearchTool(search: WebSearch): JsonObject {
  const { contextSize, location, allowedDomains, contentTypes, access } = search;
  return {
    type: 'web_search',
    ...(access === 'cached' && { external_web_access: false }),
    ...(contentTypes && { search_content_types: [...contentTypes] }),
    ...(allowedDomains && { filters: { allowed_domains: [...allowedDomains] } }),
    ...(contextSize !== undefined && { search_context_size: contextSize }),
    ...(location && { user_location: { type: 'approximate', ...location } }),
  };
}

function choiceMember(choice: ToolChoice, tools: readonly Tool[]): JsonValue {
  if (typeof choice === 'string') return choice;
  if ('name' in choice) return named(choice.name, tools);
  if ('hosted' in choice) return { type: choice.hosted };
  const { mode, allowed, allowedHosted = [] } = choice;
  const hosted = allowedHosted.map((type): JsonObject => ({ type }));
  const own = allowed.map((name) => named(name, tools));
  return { type: 'allowed_tools', mode, tools: [...own, ...hosted] };
}

function named(name: string, tools: readonly Tool[]): JsonObject {
  return { type: tools.find((tool) => tool.name === name)?.type ?? 'function', name };
}
