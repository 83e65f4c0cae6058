import type { CompletionRequest } from '../../../codex/completion/request.ts';
import { summaryOf, toCompaction } from '../../../conversations/compaction/compaction-turn.ts';
import { splitOpenCalls } from '../../../conversations/compaction/kept-items.ts';
import type { RawItem } from '../../../conversations/raw-item.ts';
import type { TurnPlan } from '../../../conversations/running/turns.ts';
import { InvalidRequestError } from '../../../errors/errors.ts';
import type { ResponseRequest } from './request/response-request.ts';
import { withConversation } from './request/with-conversation.ts';
import type { ResponsesOptions } from './responses-options.ts';

/** What is asked of the core, and what becomes of the answer. */
export interface AskedTurn {
  readonly asked: CompletionRequest;
  readonly toItems?: TurnPlan['toItems'];
}

/**
 * The request to the core with its whole conversation, in which the text of compactions takes their
 * place. One with a `compaction_trigger` asks for a summary, which becomes a compaction. Throws
 * `InvalidRequestError`, and `invalid_encrypted_content` for a compaction that cannot be opened.
 */
export function withCompaction(
  request: ResponseRequest,
  history: readonly RawItem[],
  { core, compactions }: Pick<ResponsesOptions, 'core' | 'compactions'>,
): AskedTurn {
  const { id: callerId } = request.completion.caller;
  const capabilities = core.capabilities();
  const shown = compactions.expand(history, request.input, callerId);
  if (!request.isCompaction) {
    return { asked: withConversation(request, shown.history, shown.input, capabilities) };
  }
  assertTriggerLast(request.input);
  const { open } = splitOpenCalls([...shown.history, ...shown.input]);
  const closed = (items: readonly RawItem[]): RawItem[] =>
    items.filter((item) => !open.includes(item));
  const [before, input] = [closed(shown.history), closed(shown.input)];
  const asked = withConversation(request, before, input, capabilities);
  if (before.length + input.length === 0) throw nothingToCompact();
  return { asked: summaryOf(asked), toItems: toCompaction(compactions, open) };
}

function assertTriggerLast(input: readonly RawItem[]): void {
  const index = input.findIndex(({ type }) => type === 'compaction_trigger');
  if (index === input.length - 1) return;
  throw new InvalidRequestError(
    'invalid_value',
    `Invalid value for 'input[${index}]': a compaction_trigger must be the last item of the input.`,
    { param: `input[${index}]` },
  );
}

function nothingToCompact(): InvalidRequestError {
  const message = "Invalid value for 'input': there is no conversation to compact.";
  return new InvalidRequestError('invalid_value', message, { param: 'input' });
}
