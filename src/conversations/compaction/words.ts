/** Asks the model for the summary that takes the place of a conversation. */
export const summaryRequest = `The conversation is about to be replaced by a summary, because it has become long. Write that summary now, for another model that will continue in your place and will see nothing else of what was said before this message, except the user's own messages.

Include:
- what the user wants, with all constraints and preferences
- what has been done so far, what was decided, and why
- what was found out that is needed to continue: facts, names, numbers, paths, code, references
- what remains to be done, as clear next steps

Be concise and exact. Do not call tools, do not continue the task, and answer with the summary alone.`;

const introduction = `The conversation up to here was replaced by this summary, which the model that led it has written. Build on what has been done already, and do not repeat it.`;

/** What a model is told in place of the conversation. */
export function inPlaceOf(summary: string): string {
  return `${introduction}\n\n${summary}`;
}
