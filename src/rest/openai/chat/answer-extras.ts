import { citationsOf } from '../../../codex/completion/citations.ts';
import type { Completion } from '../../../codex/completion/completion.ts';
import type { TokenLogprob, TokenProbability } from '../../../codex/completion/token-logprobs.ts';

/** `logprobs` of a choice, or of one of its chunks. */
export function toLogprobsBody(tokens: readonly TokenLogprob[]): object {
  return {
    content: tokens.map((token) => ({
      ...toProbability(token),
      top_logprobs: token.top.map(toProbability),
    })),
    refusal: null,
  };
}

function toProbability({ token, logprob, bytes }: TokenProbability): object {
  return { token, logprob, bytes };
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
