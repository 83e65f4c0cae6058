import { functionArguments } from '../../../codex/completion/function-arguments.ts';
import type { ToolCall } from '../../../codex/completion/tools.ts';

/** A call as a whole answer holds it. */
export function toToolCallBody({ type, id, name, input }: ToolCall): object {
  return type === 'function'
    ? { id, type, function: { name, arguments: functionArguments(input) } }
    : { id, type, custom: { name, input } };
}

/** A call as the deprecated `function_call`. */
export function toFunctionCallBody({ name, input }: ToolCall): object {
  return { name, arguments: functionArguments(input) };
}
