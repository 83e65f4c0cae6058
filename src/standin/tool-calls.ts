import { objectOf, objectsOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';
import type { PlannedCall } from './plan.ts';
import type { ResponsesRequest } from './request.ts';
import { valueFor } from './schema-value.ts';
import { toolChoiceOf, type ToolChoice } from './tool-choice.ts';
import { wordsOf } from './words.ts';

interface Tool {
  readonly kind: 'function_call' | 'custom_tool_call';
  readonly name: string;
  readonly namespace?: string;
  readonly parameters: JsonObject;
}

const ANY_TOOL =
  /\b(?:use|call|invoke|run)\s+(?:the|your|a|any|some|all|my)?\s*(?:the\s+)?tool(s?)\b/i;
const THEN = /\bthen\b/i;

/**
 * The calls the user's message asks for and that were not made since: tools mentioned by name, or
 * the first (all) of them for "use the tool(s)". Several in one sentence are called in parallel,
 * those after a "then" in a later response. `called` are the names called since the message. Calls
 * are as the request's `tool_choice` and `parallel_tool_calls` say, whatever the message asks for.
 */
export function planCalls(
  request: ResponsesRequest,
  prompt: string,
  called: readonly string[],
  seed: number,
): readonly PlannedCall[] {
  const choice = toolChoiceOf(request.body);
  const tools = offered(request.tools, choice);
  const wanted = wantedOf(tools, prompt, called);
  const [forced] = choice.isRequired && wanted.length === 0 ? freshFirst(tools, called) : [];
  const all = forced === undefined ? wanted : [forced];
  const isParallel = request.body['parallel_tool_calls'] !== false;
  return all.slice(0, isParallel ? undefined : 1).map((tool) => callOf(tool, prompt, seed));
}

function wantedOf(
  tools: readonly Tool[],
  prompt: string,
  called: readonly string[],
): readonly Tool[] {
  for (const step of prompt.split(THEN)) {
    const open = asked(tools, step).filter((tool) => !called.includes(tool.name));
    if (open.length > 0) return open;
  }
  return [];
}

/** The tools, those not called yet first. */
function freshFirst(tools: readonly Tool[], called: readonly string[]): readonly Tool[] {
  return [
    ...tools.filter(({ name }) => !called.includes(name)),
    ...tools.filter(({ name }) => called.includes(name)),
  ];
}

/** The function and custom tools, those inside a name space included. */
function offered(
  tools: readonly JsonObject[],
  choice: ToolChoice,
  namespace?: string,
): readonly Tool[] {
  return tools.flatMap((tool): readonly Tool[] => {
    const name = stringOf(tool['name']) ?? '';
    const common = { name, ...(namespace === undefined ? {} : { namespace }) };
    if (tool['type'] === 'namespace') return offered(objectsOf(tool['tools']), choice, name);
    if (!choice.allows(tool)) return [];
    if (tool['type'] === 'custom') return [{ kind: 'custom_tool_call', ...common, parameters: {} }];
    if (tool['type'] !== 'function') return [];
    return [{ kind: 'function_call', ...common, parameters: objectOf(tool['parameters']) }];
  });
}

/** The tools this text asks for, in the order it mentions them. */
function asked(tools: readonly Tool[], text: string): readonly Tool[] {
  const mentioned = tools
    .map((tool) => ({ tool, at: mentionOf(tool.name, text) }))
    .filter(({ at }) => at >= 0);
  if (mentioned.length > 0) {
    return mentioned.toSorted((a, b) => a.at - b.at).map(({ tool }) => tool);
  }
  const any = ANY_TOOL.exec(text);
  if (!any) return [];
  return any[1] === '' ? tools.slice(0, 1) : tools;
}

function mentionOf(name: string, text: string): number {
  const escaped = name.replaceAll(/[^\w]/g, (character) => `\\${character}`);
  return new RegExp(`(?<![\\w-])${escaped}(?![\\w-])`, 'i').exec(text)?.index ?? -1;
}

function callOf(tool: Tool, prompt: string, seed: number): PlannedCall {
  const { parameters, ...call } = tool;
  const words = wordsOf(prompt, seed);
  const input =
    call.kind === 'custom_tool_call'
      ? words.string('input')
      : JSON.stringify(valueFor({ type: 'object', ...parameters }, words));
  return { ...call, input };
}
