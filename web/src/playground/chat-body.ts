import type { Format, PlaygroundRequest } from './request.ts';
import type { Tool } from './tools.ts';

/** A request as the body of `POST /v1/chat/completions`. */
export type ChatBody = Readonly<Record<string, unknown>>;

/**
 * A request as the body of `POST /v1/chat/completions`.
 *
 * @param fallback The id of the default model: that API requires a model.
 */
export function toChatBody(request: PlaygroundRequest, fallback: string): ChatBody {
  const { model, effort, system, prompt, pictures, tools, format, isStreamed, isKept } = request;
  const responseFormat = responseFormatOf(format);
  const content =
    pictures.length === 0
      ? prompt
      : [
          ...(prompt === '' ? [] : [{ type: 'text', text: prompt }]),
          ...pictures.map((url) => ({ type: 'image_url', image_url: { url } })),
        ];
  return {
    model: model ?? fallback,
    ...(effort !== null && { reasoning_effort: effort }),
    messages: [
      ...(system === '' ? [] : [{ role: 'system', content: system }]),
      { role: 'user', content },
    ],
    ...(tools.length > 0 && { tools: tools.map((tool) => toolOf(tool)) }),
    ...(responseFormat && { response_format: responseFormat }),
    ...(isKept && { store: true }),
    ...(isStreamed && { stream: true }),
  };
}

function toolOf({ kind, ...tool }: Tool): object {
  return kind === 'custom'
    ? { type: 'custom', custom: tool }
    : { type: 'function', function: tool };
}

function responseFormatOf(format: Format): object | undefined {
  switch (format.kind) {
    case 'text':
      return undefined;
    case 'object':
      return { type: 'json_object' };
    case 'schema': {
      const { name, schema, isStrict } = format;
      return { type: 'json_schema', json_schema: { name, strict: isStrict, schema } };
    }
  }
}
