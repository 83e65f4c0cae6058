import { functionArguments } from '../../../../codex/completion/function-arguments.ts';
import type { ToolCall } from '../../../../codex/completion/tools.ts';
import type { EventBody, ItemPlace } from './response-event.ts';

/** Writes the events of a call between its beginning and its end. */
export interface CallWriter {
  delta(type: ToolCall['type'], text: string): EventBody[];
  /** The call is whole. */
  whole(call: ToolCall): EventBody[];
}

/** A writer of the call at that place. */
export function createCallWriter(place: ItemPlace): CallWriter {
  let hasDelta = false;

  function delta(type: ToolCall['type'], text: string): EventBody {
    hasDelta = true;
    const name = type === 'custom' ? 'custom_tool_call_input' : 'function_call_arguments';
    return { type: `response.${name}.delta`, ...place, delta: text };
  }

  return {
    delta: (type, text) => [delta(type, text)],
    whole({ type, name, input }) {
      const text = type === 'custom' ? input : functionArguments(input);
      // LangChain reads no arguments that came without a delta.
      const first = hasDelta ? [] : [delta(type, text)];
      const done =
        type === 'custom'
          ? { type: 'response.custom_tool_call_input.done', ...place, input: text }
          : { type: 'response.function_call_arguments.done', ...place, name, arguments: text };
      return [...first, done];
    },
  };
}
