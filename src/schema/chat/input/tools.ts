import { checkedToolChoice } from '../../../codex/checks/tool-choice.ts';
import { assertUniqueNames, type ToolNameFaults } from '../../../codex/checks/tool-names.ts';
import { maxTools } from '../../../codex/completion/bounds.ts';
import type { CompletionRequest } from '../../../codex/completion/request.ts';
import type { Tool, ToolChoice } from '../../../codex/completion/tools.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import type { InvalidRequestError } from '../../../errors/errors.ts';
import type { ChatCompletionInput, ToolChoiceInput, ToolInput } from './chat-completion-input.ts';
import { assertName, assertToolSchema, invalid } from '../../kit/invalid-input.ts';

/** The tools of a request. */
export type ToolSettings = Pick<
  CompletionRequest,
  'tools' | 'toolChoice' | 'allowsParallelToolCalls'
>;

/** The tools of an input in the core's form. Throws an `InvalidRequestError` that names the field. */
export function toToolSettings(input: ChatCompletionInput): ToolSettings {
  if (!input.tools?.length && !input.toolChoice) return {};
  const tools = toTools(input.tools ?? []);
  const toolChoice = toToolChoice(input.toolChoice ?? {}, tools);
  if (tools.length === 0) return {};
  return { tools, toolChoice, allowsParallelToolCalls: input.allowParallelToolCalls ?? true };
}

/** The paths of the schemas that the engine shortens: `tools[3].function.parameters`. */
export function shortenedSchemas(core: SessionCore, tools: readonly Tool[]): string[] {
  return tools.flatMap((tool, index) =>
    core.shortensSchema(tool) ? [`tools[${index}].function.parameters`] : [],
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
    const { name, description } = custom;
    assertName(name, `${path}.custom.name`);
    return { type: 'custom', name, description: description ?? '' };
  }
  if (!func) throw invalid(path, `${path} must hold exactly one of function and custom.`);
  const { name, description, parameters } = func;
  assertName(name, `${path}.function.name`);
  if (parameters) assertToolSchema(name, parameters, `${path}.function.parameters`);
  return {
    type: 'function',
    name,
    description: description ?? '',
    parameters: parameters ?? { type: 'object', properties: {} },
  };
}

/** A choice among these tools. Throws an `InvalidRequestError` that names the field. */
export function toToolChoice({ mode, tool }: ToolChoiceInput, tools: readonly Tool[]): ToolChoice {
  const named = typeof tool === 'string' ? { name: tool } : null;
  return checkedToolChoice(named ?? mode ?? 'auto', tools, {
    withoutTools: () =>
      named === null
        ? invalid('toolChoice.mode', 'toolChoice.mode: REQUIRED needs at least one tool.')
        : unknownTool(named.name),
    unknownTool,
  });
}

function unknownTool(name: string): InvalidRequestError {
  return invalid('toolChoice.tool', `toolChoice.tool: none of the tools is called '${name}'.`);
}
