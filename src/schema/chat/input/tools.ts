import { checkedToolChoice, findTool } from '../../../codex/checks/tool-choice.ts';
import { assertUniqueNames, type ToolNameFaults } from '../../../codex/checks/tool-names.ts';
import { maxTools } from '../../../codex/completion/bounds.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import {
  callableTools,
  type Tool,
  type ToolChoice,
  type ToolNamespace,
} from '../../../codex/completion/tools.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import type { InvalidRequestError } from '../../../errors/errors.ts';
import type {
  AllowedToolsInput,
  ChatSettingsInput,
  ToolChoiceInput,
  ToolInput,
  ToolNamespaceInput,
} from './chat-completion-input.ts';
import { assertName, assertToolSchema, invalid } from '../../kit/invalid-input.ts';

/** The tools of a request. */
export type ToolSettings = Pick<
  CompletionRequest,
  'tools' | 'toolChoice' | 'allowsParallelToolCalls'
>;

/** The tools of an input in the core's form. Throws an `InvalidRequestError` that names the field. */
export function toToolSettings(input: ChatSettingsInput): ToolSettings {
  if (!input.tools?.length && !input.toolChoice) return {};
  const tools = toTools(input.tools ?? []);
  const toolChoice = toToolChoice(input.toolChoice ?? {}, tools);
  if (tools.length === 0) return {};
  return { tools, toolChoice, allowsParallelToolCalls: input.allowParallelToolCalls ?? true };
}

/** The paths of the schemas that the engine shortens: `tools[3].function.parameters`. */
export function shortenedSchemas(
  core: SessionCore,
  { tools = [], toolChoice }: ToolSettings,
): string[] {
  const callable = new Set(callableTools(tools, toolChoice));
  return tools.flatMap((tool, index) =>
    callable.has(tool) && core.shortensSchema(tool) ? [`tools[${index}].function.parameters`] : [],
  );
}

function toTools(inputs: readonly ToolInput[]): Tool[] {
  if (inputs.length > maxTools) {
    throw invalid('tools', `tools must hold at most ${maxTools} tools; it holds ${inputs.length}.`);
  }
  const tools = inputs.map((input, index) => toTool(input, `tools[${index}]`));
  assertUniqueNames(tools, nameFaults);
  return tools;
}

const nameFaults: ToolNameFaults = {
  duplicateName(index, { type, name }) {
    const path = `tools[${index}].${type}.name`;
    return invalid(path, `${path}: another tool is called '${name}' as well.`);
  },
};

function toTool({ function: func, custom }: ToolInput, path: string): Tool {
  if (custom) {
    const { name, namespace, description, grammar } = custom;
    assertName(name, `${path}.custom.name`);
    return {
      type: 'custom',
      name,
      ...(namespace && { namespace: toNamespace(namespace, `${path}.custom.namespace`) }),
      description: description ?? '',
      ...(grammar && { grammar: { ...grammar } }),
    };
  }
  if (!func) throw invalid(path, `${path} must hold exactly one of function and custom.`);
  const { name, namespace, description, parameters, strict } = func;
  assertName(name, `${path}.function.name`);
  if (parameters) assertToolSchema(name, parameters, `${path}.function.parameters`);
  return {
    type: 'function',
    name,
    ...(namespace && { namespace: toNamespace(namespace, `${path}.function.namespace`) }),
    description: description ?? '',
    parameters: parameters ?? { type: 'object', properties: {} },
    ...(typeof strict === 'boolean' && { isStrict: strict }),
  };
}

function toNamespace({ name, description }: ToolNamespaceInput, path: string): ToolNamespace {
  assertName(name, `${path}.name`);
  return { name, description: description ?? '' };
}

/** A choice among these tools. Throws an `InvalidRequestError` that names the field. */
export function toToolChoice(
  { mode, tool, allowed }: ToolChoiceInput,
  tools: readonly Tool[],
): ToolChoice {
  if (allowed) return toAllowedTools(allowed, tools);
  const named = typeof tool === 'string' ? { name: tool } : null;
  return checkedToolChoice(named ?? mode ?? 'auto', tools, {
    withoutTools: () =>
      named === null
        ? invalid('toolChoice.mode', 'toolChoice.mode: REQUIRED needs at least one tool.')
        : unknownTool(named.name),
    unknownTool: (name) => unknownTool(name),
  });
}

function toAllowedTools(
  { tools: names, mustCall }: AllowedToolsInput,
  tools: readonly Tool[],
): ToolChoice {
  const path = 'toolChoice.allowed.tools';
  if (names.length === 0) throw invalid(path, `${path} must hold at least one name.`);
  for (const [index, name] of names.entries()) {
    findTool({ name }, tools, { unknownTool: () => unknownTool(name, `${path}[${index}]`) });
  }
  return { mode: mustCall === true ? 'required' : 'auto', allowed: names };
}

function unknownTool(name: string, path = 'toolChoice.tool'): InvalidRequestError {
  return invalid(path, `${path}: none of the tools is called '${name}'.`);
}
