import type { TokenLogprob, TokenProbability } from '../../../completion/token-logprobs.ts';
import { objectOf, objectsOf, textOf } from '../../../completion/json-members.ts';

/** The probabilities in a delta, or in a part of a message; none where the service sends none. */
export function logprobsIn(value: unknown): TokenLogprob[] {
  return objectsOf(value).map((each) => ({
    ...probabilityIn(each),
    top: objectsOf(each['top_logprobs']).map(probabilityIn),
  }));
}

function probabilityIn(value: unknown): TokenProbability {
  const { token, logprob, bytes } = objectOf(value);
  const text = textOf(token);
  return {
    token: text,
    logprob: typeof logprob === 'number' ? logprob : 0,
    bytes: isBytes(bytes) ? bytes : [...Buffer.from(text)],
  };
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((byte) => typeof byte === 'number');
}

/** The last tokens of a text, those of its last characters. */
export function lastLogprobs(tokens: readonly TokenLogprob[], length: number): TokenLogprob[] {
  let rest = length;
  const first = tokens.findLastIndex(({ token }) => {
    const isWithin = rest > 0;
    rest -= token.length;
    return !isWithin;
  });
  return tokens.slice(first + 1);
}
