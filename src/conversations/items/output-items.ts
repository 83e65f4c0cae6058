import { functionArguments } from '../../codex/completion/function-arguments.ts';
import type { CallItem, MessageItem, OutputItem, OutputPart } from '../../codex/completion/item.ts';
import {
  createLogprobReader,
  type LogprobReader,
  type PlacedLogprob,
} from '../../codex/completion/token-logprobs.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';
import type { RawItem } from '../raw-item.ts';
import { toRawHosted } from './hosted-items.ts';
import { joinTexts } from './joined-texts.ts';
import { toRawLogprob } from './raw-logprobs.ts';

/**
 * The items of an answer in the form of the Responses API, with everything that is known of them.
 *
 * @param logprobs The tokens of the answer's text. Default: none.
 */
export function toRawItems(
  items: readonly OutputItem[],
  logprobs: readonly PlacedLogprob[] = [],
): RawItem[] {
  const tokens = createLogprobReader({ logprobs });
  return items.map((item) =>
    item.type === 'message' ? toRawMessage(item, tokens) : toRawItem(item),
  );
}

/** An item in the form of the Responses API. Its text parts have no probabilities of tokens. */
export function toRawItem(item: OutputItem): RawItem {
  const { id, status } = item;
  switch (item.type) {
    case 'message':
      return toRawMessage(item, createLogprobReader({ logprobs: [] }));
    case 'reasoning':
      return {
        id,
        type: 'reasoning',
        // A whole one has no status, as OpenAI's.
        ...(status === 'incomplete' && { status }),
        ...(item.encryptedContent !== null && { encrypted_content: item.encryptedContent }),
        summary: item.summary.map(toSummaryPart),
      };
    case 'call':
      return toRawCall(item);
    case 'hosted':
    default:
      return toRawHosted(item);
  }
}

/** A part of a message in the form of the Responses API. */
export function toRawPart(part: OutputPart, logprobs: readonly JsonObject[] = []): JsonObject {
  if (part.type === 'refusal') return { type: 'refusal', refusal: part.refusal };
  const { text, annotations } = part;
  return { type: 'output_text', annotations: [...annotations], logprobs: [...logprobs], text };
}

/** A paragraph of a reasoning summary in the form of the Responses API. */
export function toSummaryPart(text: string): JsonObject {
  return { type: 'summary_text', text };
}

function toRawMessage({ id, status, phase, parts }: MessageItem, tokens: LogprobReader): RawItem {
  return {
    id,
    type: 'message',
    status,
    role: 'assistant',
    ...(phase !== null && { phase }),
    content: joinTexts(parts).map((part) =>
      part.type === 'text'
        ? toRawPart(part, tokens.next(part.text).map(toRawLogprob))
        : toRawPart(part),
    ),
  };
}

function toRawCall({ id, status, call }: CallItem): RawItem {
  const { type, id: callId, name, namespace, input } = call;
  const named = { call_id: callId, name, ...(namespace !== undefined && { namespace }) };
  if (type === 'custom') return { id, type: 'custom_tool_call', status, input, ...named };
  const isWhole = status === 'completed';
  const text = isWhole ? functionArguments(input) : input;
  return { id, type: 'function_call', status, arguments: text, ...named };
}
