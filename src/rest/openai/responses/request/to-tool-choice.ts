import { objectsOf, textOf } from '../../../../codex/completion/json-members.ts';
import {
  checkedToolChoice,
  findTool,
  type NamedTool,
  type ToolChoiceFaults,
} from '../../../../codex/checks/tool-choice.ts';
import { isObject } from '../../../../codex/completion/is-object.ts';
import type {
  JsonObject,
  JsonValue,
  Tool,
  ToolChoice,
} from '../../../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../../../errors/errors.ts';
import { type ResponseTools } from './to-tools.ts';
import { webSearchTypes } from './tool-effects.ts';

/**
 * `tool_choice` in the session core's terms, checked against all tools of the request. Null where the
 * client says nothing. Throws `InvalidRequestError`.
 */
export function toToolChoice(choice: JsonValue, all: ResponseTools): ToolChoice | null {
  if (choice === null) return null;
  const tools = all.tools.map(({ tool }) => tool);
  if (!isObject(choice)) return wordChoice(choice, tools, all);
  if (webSearchTypes.has(choice['type'])) return searchChoice(choice, all);
  if (choice['type'] === 'allowed_tools') return allowedChoice(choice, tools, all);
  return checkedToolChoice(namedTool(choice), tools, faultsOf(choice['type']));
}

/** The service's own tools can be called as well. */
function wordChoice(choice: JsonValue, tools: readonly Tool[], all: ResponseTools): ToolChoice {
  if (choice !== 'required') return choice === 'none' ? choice : 'auto';
  if (all.webSearch !== null || all.raw.length > 0) return choice;
  return checkedToolChoice(choice, tools, faultsOf(choice));
}

function searchChoice({ type }: JsonObject, { webSearch }: ResponseTools): ToolChoice {
  if (webSearch === null) throw faultsOf(type).unknownTool(textOf(type));
  return { hosted: 'web_search' };
}

function allowedChoice(
  { mode, tools: named }: JsonObject,
  tools: readonly Tool[],
  all: ResponseTools,
): ToolChoice {
  const allowed: string[] = [];
  const allowedHosted: string[] = [];
  for (const choice of objectsOf(named)) {
    const { type } = choice;
    if (webSearchTypes.has(type)) {
      if (all.webSearch !== null) allowedHosted.push('web_search');
    } else if (type === 'tool_search') {
      if (all.raw.length > 0) allowedHosted.push(type);
    } else if (type === 'namespace') allowed.push(...namesWithin(choice, tools));
    else allowed.push(findTool(namedTool(choice), tools, faultsOf(type)).name);
  }
  const isRequired = mode === 'required';
  if (isRequired && allowed.length + allowedHosted.length === 0)
    throw faultsOf(mode).withoutTools();
  return { mode: isRequired ? 'required' : 'auto', allowed, allowedHosted };
}

function namesWithin({ name }: JsonObject, tools: readonly Tool[]): string[] {
  const inside = tools.filter(({ namespace }) => namespace?.name === name);
  if (inside.length === 0) throw faultsOf('namespace').unknownTool(textOf(name));
  return inside.map((tool) => tool.name);
}

function namedTool({ type, name }: JsonObject): NamedTool {
  return { type: type === 'custom' ? type : 'function', name: textOf(name) };
}

/** In OpenAI's words. */
function faultsOf(choice: JsonValue | undefined): ToolChoiceFaults {
  const shown = `Tool choice '${textOf(choice)}'`;
  return {
    withoutTools: () => fault(`${shown} must be specified with 'tools' parameter.`),
    unknownTool: () => fault(`${shown} not found in 'tools' parameter.`),
  };
}

function fault(message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message, { param: 'tool_choice' });
}
