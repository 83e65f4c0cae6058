import { pino } from 'pino';
import { cutText } from '../util/cut-text.ts';

/** Characters of a text that a client, Codex or the service may have chosen. */
const longestText = 2000;

/** Characters of the name of a field, which a client may have made up. */
const longestName = 200;

/** Characters of a stack, the message of its error among them. */
const longestStack = 8000;

/** How many levels and members of an error are shown. */
const maxDepth = 3;
const maxMembers = 50;

/**
 * How fields are written that hold texts of others: cut, so that no line is longer than some pages.
 * A service may answer with a megabyte, or with the prompt.
 */
export const logSerializers = {
  err: (error: unknown): unknown =>
    error instanceof Error ? bounded(pino.stdSerializers.err(error), 0) : bounded(error, 0),
  cause: shortened,
  reason: shortened,
  detail: shortened,
  param: (name: unknown): unknown => bounded(name, maxDepth, longestName),
};

function shortened(value: unknown): unknown {
  return bounded(value, maxDepth);
}

function bounded(value: unknown, depth: number, longest = longestText): unknown {
  if (typeof value === 'string') return cutText(value, longest);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= maxDepth) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, maxMembers).map((member) => bounded(member, depth + 1));
  }
  const members = Object.entries(value).slice(0, maxMembers);
  return Object.fromEntries(
    members.map(([name, member]) => [
      cutText(name, longestText),
      bounded(member, depth + 1, name === 'stack' ? longestStack : longestText),
    ]),
  );
}
