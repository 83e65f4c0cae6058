import { citationsOf } from '../../../codex/completion/citations.ts';
import type { Completion } from '../../../codex/completion/completion.ts';
import type { TokenLogprob } from '../../../codex/completion/token-logprobs.ts';
import { toRawLogprob } from '../../../conversations/items/raw-logprobs.ts';

/** `logprobs` of a choice, or of one of its chunks. */
export function toLogprobsBody(tokens: readonly TokenLogprob[]): object {
  return { content: tokens.map(toRawLogprob), refusal: null };
}

/**
 * The pages that the text of an answer cites.
 *
 * @param offset How many characters go before that text in the content.
 */
export function toAnnotations(
  { items, text }: Pick<Completion, 'items' | 'text'>,
  offset = 0,
): object[] {
  return citationsOf(items, text).map(({ url, title, start, end }) => ({
    type: 'url_citation',
    url_citation: { url, title, start_index: start + offset, end_index: end + offset },
  }));
}
