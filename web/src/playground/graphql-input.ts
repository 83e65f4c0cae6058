import type { ChatCompletionInput, ToolInput } from './generated/graphql.ts';
import type { Format, PlaygroundRequest } from './request.ts';
import type { Tool } from './tools.ts';

/** A request as the input of `startChatCompletion`. */
export function toGraphqlInput(request: PlaygroundRequest): ChatCompletionInput {
  const { model, effort, system, prompt, pictures, tools, format, isKept } = request;
  const responseFormat = responseFormatOf(format);
  return {
    ...(model !== null && { model }),
    ...(effort !== null && { effort }),
    messages: [
      ...(system === '' ? [] : [{ role: 'SYSTEM' as const, content: [{ text: system }] }]),
      {
        role: 'USER',
        content: [
          ...(prompt === '' ? [] : [{ text: prompt }]),
          ...pictures.map((url) => ({ imageUrl: { url } })),
        ],
      },
    ],
    ...(tools.length > 0 && { tools: tools.map((tool) => toolInput(tool)) }),
    ...(responseFormat && { responseFormat }),
    ...(isKept && { store: true }),
  };
}

function toolInput({ kind, ...tool }: Tool): ToolInput {
  return kind === 'custom' ? { custom: tool } : { function: tool };
}

function responseFormatOf(format: Format): ChatCompletionInput['responseFormat'] {
  switch (format.kind) {
    case 'text':
      return undefined;
    case 'object':
      return { type: 'JSON_OBJECT' };
    case 'schema':
      return {
        jsonSchema: { name: format.name, strict: format.isStrict, schema: format.schema },
      };
  }
}
