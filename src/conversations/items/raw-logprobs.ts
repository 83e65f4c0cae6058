import type { TokenLogprob, TokenProbability } from '../../codex/completion/token-logprobs.ts';
import type { JsonObject } from '../../codex/completion/tools.ts';

/** A token of the answer in the form that the Responses API and Chat Completions share. */
export function toRawLogprob(token: TokenLogprob): JsonObject {
  return { ...toProbability(token), top_logprobs: token.top.map(toProbability) };
}

function toProbability({ token, logprob, bytes }: TokenProbability): JsonObject {
  return { token, logprob, bytes: [...bytes] };
}
