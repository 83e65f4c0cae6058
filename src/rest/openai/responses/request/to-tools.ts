import { assertUniqueNames } from '../../../../codex/checks/tool-names.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import { objectsOf, textOf, textsOf } from '../../../../codex/completion/json-members.ts';
import type { WebSearch, WebSearchLocation } from '../../../../codex/completion/request.ts';
import type {
  Grammar,
  JsonObject,
  JsonValue,
  Tool,
  ToolNamespace,
} from '../../../../codex/completion/tools.ts';
import type { Capabilities } from '../../../../codex/engine/capabilities.ts';
import { assertToolSchema } from '../../validation/tool-schema.ts';
import { duplicateTool } from '../../validation/tool-names.ts';
import { hasEffect, webSearchTypes } from './tool-effects.ts';

/** The tools of a request, in the session core's terms. */
export interface ResponseTools {
  /** Those that the client runs. */
  readonly tools: readonly PlacedTool[];
  /** Null without the service's web search. */
  readonly webSearch: WebSearch | null;
  /** Those that are passed on as they are. */
  readonly raw: readonly JsonObject[];
}

/** A tool with the place where the request defines it: `tools[3]`, `input[0].tools[2].tools[1]`. */
export interface PlacedTool {
  readonly tool: Tool;
  readonly path: string;
}

/** No tools. */
export const noTools: ResponseTools = { tools: [], webSearch: null, raw: [] };

/**
 * Reads a checked list of tools. What the engine does not support is left out. Throws
 * `InvalidRequestError` for a schema that cannot describe arguments, and for two tools of one name.
 *
 * @param path Where the list stands: `tools`.
 */
export function toTools(
  list: readonly JsonObject[],
  path: string,
  capabilities: Capabilities,
): ResponseTools {
  const tools: PlacedTool[] = [];
  const raw: JsonObject[] = [];
  let webSearch: WebSearch | null = null;
  for (const [index, tool] of list.entries()) {
    const { type } = tool;
    const place = `${path}[${index}]`;
    if (type === 'namespace') tools.push(...namespaceTools(tool, place));
    else if (type === 'function' || type === 'custom') tools.push(clientTool(tool, place));
    else if (!hasEffect(tool, capabilities)) continue;
    else if (webSearchTypes.has(type)) webSearch = toWebSearch(tool);
    else raw.push(tool);
  }
  assertUniqueNames(
    tools.map(({ tool }) => tool),
    { duplicateName: (index, { name }) => duplicateTool(`${tools[index]?.path}.name`, name) },
  );
  return { tools, webSearch, raw };
}

/** The tools of two lists. Where both define a tool, the second one counts. */
export function mergeTools(first: ResponseTools, second: ResponseTools): ResponseTools {
  const names = new Set(second.tools.map(({ tool }) => keyOf(tool)));
  const types = new Set(second.raw.map(({ type }) => type));
  return {
    tools: [...first.tools.filter(({ tool }) => !names.has(keyOf(tool))), ...second.tools],
    webSearch: second.webSearch ?? first.webSearch,
    raw: [...first.raw.filter(({ type }) => !types.has(type)), ...second.raw],
  };
}

function keyOf({ name, namespace }: Tool): string {
  return JSON.stringify([namespace?.name ?? null, name]);
}

function namespaceTools(tool: JsonObject, path: string): PlacedTool[] {
  const namespace = { name: textOf(tool['name']), description: textOf(tool['description']) };
  return objectsOf(tool['tools']).map((inner, index) =>
    clientTool(inner, `${path}.tools[${index}]`, namespace),
  );
}

function clientTool(tool: JsonObject, path: string, namespace?: ToolNamespace): PlacedTool {
  const named = {
    name: textOf(tool['name']),
    ...(namespace && { namespace }),
    description: textOf(tool['description']),
  };
  if (tool['type'] === 'custom') {
    const grammar = toGrammar(tool['format']);
    return { tool: { type: 'custom', ...named, ...(grammar && { grammar }) }, path };
  }
  const { parameters, strict } = tool;
  if (isObject(parameters)) assertToolSchema(named.name, parameters, `${path}.parameters`);
  return {
    tool: {
      type: 'function',
      ...named,
      parameters: isObject(parameters) ? parameters : { type: 'object', properties: {} },
      ...(typeof strict === 'boolean' && { isStrict: strict }),
    },
    path,
  };
}

function toGrammar(format: JsonValue | undefined): Grammar | null {
  if (!isObject(format) || format['type'] !== 'grammar') return null;
  return {
    syntax: format['syntax'] === 'regex' ? 'regex' : 'lark',
    definition: textOf(format['definition']),
  };
}

function toWebSearch(tool: JsonObject): WebSearch {
  const { search_context_size: size, user_location: place, filters } = tool;
  const { external_web_access: access, search_content_types: contentTypes } = tool;
  const location = isObject(place) ? toLocation(place) : null;
  const domains = textsOf(isObject(filters) ? filters['allowed_domains'] : null);
  const kinds = textsOf(contentTypes);
  return {
    ...(typeof size === 'string' && { contextSize: size }),
    ...(location && { location }),
    ...(domains.length > 0 && { allowedDomains: domains }),
    ...(kinds.length > 0 && { contentTypes: kinds }),
    ...(access === false && { access: 'cached' }),
  };
}

function toLocation(place: JsonObject): WebSearchLocation {
  const known = ['city', 'country', 'region', 'timezone'] as const;
  return Object.fromEntries(
    known.flatMap((name) => (textOf(place[name]) === '' ? [] : [[name, textOf(place[name])]])),
  );
}
