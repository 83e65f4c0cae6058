import { callableTools } from '../../../codex/completion/tools.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { schemaTooLarge } from '../validation/tool-schema.ts';
import type { ChatRequest } from './chat-request.ts';

/**
 * The request with each schema that the engine shortens among the ignored fields: its structure does
 * not reach the model whole. Throws `InvalidRequestError` for the first one where `isStrict`.
 */
export function withShortenedSchemas(
  core: SessionCore,
  request: ChatRequest,
  isStrict: boolean,
): ChatRequest {
  const { tools = [], toolChoice } = request.completion;
  const shortened = callableTools(tools, toolChoice).filter((tool) => core.shortensSchema(tool));
  const params = shortened.map(({ name }) => request.toolParams.get(name) ?? 'tools');
  const [first] = params;
  if (first === undefined) return request;
  if (isStrict) throw schemaTooLarge(first);
  return { ...request, ignored: [...request.ignored, ...params] };
}
