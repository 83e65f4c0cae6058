import { GraphQLError } from 'graphql';
import { completionOfRecord, completionOfTurn } from '../node/ids.ts';

/** Describes the argument `search`, which the lists of live and of past completions have. */
export const searchDescription =
  'Only those in which this text occurs, in the IDs of the completion, of its request and of its conversation, in model, effort, key, program, user agent, surface, status or error code. The case of ASCII letters does not matter, nor white space around the text. At most 200 characters. Default: all.';

const maxLength = 200;

/** How the ID of a completion begins. Other texts with the prefix of a record stand for themselves. */
const completionPrefix = /^(?:chatcmpl-|cmpl-|resp_)/;

/**
 * The text to search for; undefined where any row matches. The ID of a record or of a turn stands for
 * its completion's, and a legacy completion's `cmpl-…` for its `chatcmpl-…`.
 */
export function searchedText(
  field: string,
  argument: string | null | undefined,
): string | undefined {
  const text = argument?.trim() ?? '';
  if (text.length > maxLength) {
    throw new GraphQLError(`${field}: search has at most ${maxLength} characters.`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  if (text === '') return undefined;
  const inner = completionOfRecord(text) ?? completionOfTurn(text) ?? '';
  const id = completionPrefix.test(inner) ? inner : text;
  return id.startsWith('cmpl-') ? `chat${id}` : id;
}
