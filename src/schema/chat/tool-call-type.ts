import type { ToolCall } from '../../codex/completion/tools.ts';
import type { Builder } from '../kit/builder.ts';
import type { ToolType } from './input/tool-type.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ToolCall: ToolCall;
  }
}

/** `ToolCall` and `ToolType`. */
export function addToolCall(builder: Builder): ToolType {
  const toolType = builder.enumType('ToolType', {
    description: 'What a tool takes.',
    values: {
      FUNCTION: { value: 'function', description: 'Arguments as JSON.' },
      CUSTOM: { value: 'custom', description: 'Free text.' },
    } as const,
  });
  builder.objectType('ToolCall', {
    description: 'One call of a tool by the model. The client runs it.',
    fields: (t) => ({
      callId: t.exposeString('id', {
        description:
          '`call_…`; the result of the call refers to it. The upstream chooses it: it is unique within one conversation only.',
      }),
      type: t.expose('type', { type: toolType, description: 'What the tool takes.' }),
      name: t.exposeString('name', { description: "The tool's name." }),
      input: t.exposeString('input', {
        description:
          "A function's arguments as JSON text, as the model wrote it, which may be no valid JSON; a custom tool's free text.",
      }),
    }),
  });
  return toolType;
}
