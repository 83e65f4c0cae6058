import type { ToolCall } from '../../../codex/completion/tools.ts';

/** A function's arguments as every client can parse them: `{}` where the model wrote nothing. */
export function functionArguments(input: string): string {
  return input.trim() === '' ? '{}' : input;
}

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
