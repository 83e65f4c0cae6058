import type { CompletionRequest } from '../../codex/completion/request.ts';
import { ignoredFields, objectOf } from '../validation/field-table.ts';
import { toInvalidRequest } from '../validation/issues.ts';
import { requestFields } from './request-fields.ts';
import { toMessages } from './to-messages.ts';

/** A chat request, checked, in this program's terms. */
export interface ChatRequest {
  readonly completion: CompletionRequest;
  /** Whether the answer is an event stream. */
  readonly isStreamed: boolean;
  /** Whether the stream's last chunk holds the usage. A whole answer always has it. */
  readonly includesUsage: boolean;
  /** Paths of the fields that have no effect, each once. */
  readonly ignored: readonly string[];
}

const requestSchema = objectOf(requestFields);

/** The request in a parsed JSON body; an absent body counts as an empty one. Throws `InvalidRequestError`. */
export function parseChatRequest(body: unknown = {}): ChatRequest {
  const result = requestSchema.safeParse(body);
  if (!result.success) throw toInvalidRequest(result.error, body);
  const { model, messages, stream, stream_options, reasoning_effort } = result.data;
  return {
    completion: {
      model,
      messages: toMessages(messages),
      ...(reasoning_effort && { effort: reasoning_effort }),
      surface: 'rest',
    },
    isStreamed: stream ?? false,
    includesUsage: stream_options?.include_usage ?? false,
    ignored: [...new Set(ignoredFields(requestFields, body))],
  };
}
