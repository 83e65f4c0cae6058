import { schemaFault } from '../../../codex/completion/schema-fault.ts';
import { callableTools, type JsonObject } from '../../../codex/completion/tools.ts';
import type { SessionCore } from '../../../codex/session-core.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { ChatRequest } from './chat-request.ts';

/**
 * Refuses a schema that cannot describe a tool's arguments, in OpenAI's words.
 *
 * @param param `tools[3].function.parameters`
 */
export function assertToolSchema(name: string, schema: JsonObject, param: string): void {
  const fault = schemaFault(schema);
  if (fault === null) return;
  const context = fault.path.map((member) => `'${member}'`).join(', ');
  throw new InvalidRequestError(
    'invalid_function_parameters',
    `Invalid schema for function '${name}': In context=(${context}), ${fault.reason}`,
    { param },
  );
}

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
  if (isStrict) throw tooLarge(first);
  return { ...request, ignored: [...request.ignored, ...params] };
}

function tooLarge(param: string): InvalidRequestError {
  return new InvalidRequestError(
    'unsupported_value',
    `Unsupported value: '${param}' is larger than Codex passes on whole. Expected a schema of at most 5000 bytes.`,
    { param },
  );
}
