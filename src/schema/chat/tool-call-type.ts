import type { CallSoFar } from '../../codex/completion/completion.ts';
import type { ToolCall } from '../../codex/completion/tools.ts';
import type { Builder } from '../kit/builder.ts';
import type { ToolType } from './input/tool-type.ts';

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    OpenToolCall: OpenToolCall;
    ToolCall: ToolCall;
  }
}

/** A call that the model is writing, with its place among the answer's calls, from 0. */
export interface OpenToolCall {
  readonly call: ToolCall;
  readonly index: number;
}

/** The calls that the model is writing. */
export function openToolCalls(calls: readonly CallSoFar[]): OpenToolCall[] {
  return calls.flatMap(({ call, isWhole }, index) => (isWhole ? [] : [{ call, index }]));
}

/** `ToolCall`, `OpenToolCall` and `ToolType`. */
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
      namespace: t.string({
        nullable: true,
        description: "The name of the tool's namespace; null when it is in none.",
        resolve: ({ namespace }) => namespace ?? null,
      }),
      input: t.exposeString('input', {
        description:
          "A function's arguments as JSON text, as the model wrote it, which may be no valid JSON; a custom tool's free text.",
      }),
    }),
  });
  builder.objectType('OpenToolCall', {
    description: 'A tool call that is not whole.',
    fields: (t) => ({
      index: t.exposeInt('index', {
        description: "Its place among the answer's calls, from 0.",
      }),
      toolCall: t.expose('call', {
        type: 'ToolCall',
        description: 'The call with its input so far.',
      }),
    }),
  });
  return toolType;
}
