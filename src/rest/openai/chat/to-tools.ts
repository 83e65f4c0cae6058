import {
  checkedToolChoice,
  findTool,
  type NamedTool as WantedTool,
  type ToolChoiceFaults,
} from '../../../codex/checks/tool-choice.ts';
import { assertUniqueNames, type ToolNameFaults } from '../../../codex/checks/tool-names.ts';
import type { Tool, ToolChoice } from '../../../codex/completion/tools.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import { duplicateTool } from '../validation/tool-names.ts';
import { assertToolSchema } from '../validation/tool-schema.ts';
import { show } from '../validation/wording.ts';
import type { LegacyChoice, NamedTool, ToolChoiceParam } from './tool-choice-fields.ts';
import type { LegacyFunction, ToolParam } from './tool-fields.ts';

/** The members of a request that are about tools. */
export interface ToolParams {
  readonly tools?: readonly ToolParam[] | null | undefined;
  readonly tool_choice?: ToolChoiceParam | null | undefined;
  readonly functions?: readonly LegacyFunction[] | null | undefined;
  readonly function_call?: LegacyChoice | null | undefined;
}

/** What the model may call, and whether it must. */
export interface ChatTools {
  readonly tools: readonly Tool[];
  /** Null where the client says nothing. */
  readonly choice: ToolChoice | null;
  /** Whether the client speaks the deprecated `functions`, one call at a time. */
  readonly isLegacy: boolean;
  /** Where the request holds the schema of each function, by its name. */
  readonly params: ReadonlyMap<string, string>;
}

/** The tools in the session core's terms. Throws `InvalidRequestError` for what does not fit together. */
export function toChatTools(params: ToolParams): ChatTools {
  const toolChoice = params.tool_choice ?? null;
  const functionChoice = toNamedTool(params.function_call ?? 'auto');
  const places = new Map<string, string>();
  const tools = (params.tools ?? []).map((param, index) =>
    toTool(param, `tools[${index}]`, places),
  );
  const functions = (params.functions ?? []).map((param, index) =>
    toFunctionTool(param, `functions[${index}]`, places),
  );
  if (functions.length === 0) {
    assertUniqueNames(
      tools,
      nameFaults((index, { type }) => `tools[${index}].${type}.name`),
    );
    toChoice(functionChoice, functions, 'function_call');
    return { tools, choice: choose(toolChoice, tools), params: places, isLegacy: false };
  }
  if (tools.length > 0) {
    throw invalid('functions', "'functions' cannot be given together with 'tools'.");
  }
  assertUniqueNames(
    functions,
    nameFaults((index) => `functions[${index}].name`),
  );
  choose(toolChoice, tools);
  const choice = toChoice(functionChoice, functions, 'function_call');
  return {
    tools: functions,
    choice: params.function_call ? choice : null,
    params: places,
    isLegacy: true,
  };
}

function choose(param: ToolChoiceParam | null, tools: readonly Tool[]): ToolChoice | null {
  if (param === null) return null;
  if (typeof param === 'string' || param.type !== 'allowed_tools') {
    return toChoice(param, tools, 'tool_choice');
  }
  const { mode, tools: named } = param.allowed_tools;
  const allowed = named.map(
    (tool) => findTool(toWanted(tool), tools, choiceFaults('tool_choice')).name,
  );
  return { mode, allowed };
}

type ChoiceField = keyof typeof choiceFields;

/** The field that each choice is about. */
const choiceFields = { tool_choice: 'tools', function_call: 'functions' } as const;

function toChoice(
  choice: 'none' | 'auto' | 'required' | NamedTool,
  tools: readonly Tool[],
  param: ChoiceField,
): ToolChoice {
  const wanted = typeof choice === 'string' ? choice : toWanted(choice);
  return checkedToolChoice(wanted, tools, choiceFaults(param));
}

function toWanted(named: NamedTool): WantedTool {
  const { name } = named.type === 'function' ? named.function : named.custom;
  return { name, type: named.type };
}

/** In OpenAI's words. */
function choiceFaults(param: ChoiceField): ToolChoiceFaults {
  const field = choiceFields[param];
  return {
    withoutTools: () =>
      invalid(
        param,
        `Invalid value for '${param}': '${param}' is only allowed when '${field}' are specified.`,
      ),
    unknownTool: (name) =>
      invalid(param, `Invalid value for '${param}': tool ${show(name)} not found in '${field}'.`),
  };
}

function toNamedTool(param: LegacyChoice): 'none' | 'auto' | NamedTool {
  return typeof param === 'string' ? param : { type: 'function', function: param };
}

/** @param places Is told where the schema of a function stands. */
function toTool(param: ToolParam, path: string, places: Map<string, string>): Tool {
  if (param.type === 'function') return toFunctionTool(param.function, `${path}.function`, places);
  const { name, description, format } = param.custom;
  const grammar = format?.type === 'grammar' && { grammar: format.grammar };
  return { type: 'custom', name, description: description ?? '', ...grammar };
}

function toFunctionTool(
  {
    name,
    description,
    parameters,
    strict,
  }: LegacyFunction & { readonly strict?: boolean | null | undefined },
  path: string,
  places: Map<string, string>,
): Tool {
  const place = `${path}.parameters`;
  if (parameters) assertToolSchema(name, parameters, place);
  places.set(name, place);
  return {
    type: 'function',
    name,
    description: description ?? '',
    parameters: parameters ?? { type: 'object', properties: {} },
    ...(typeof strict === 'boolean' && { isStrict: strict }),
  };
}

function nameFaults(paramOf: (index: number, tool: Tool) => string): ToolNameFaults {
  return {
    duplicateName: (index, tool) => duplicateTool(paramOf(index, tool), tool.name),
  };
}

function invalid(param: string, message: string): InvalidRequestError {
  return new InvalidRequestError('invalid_request', message, { param });
}
