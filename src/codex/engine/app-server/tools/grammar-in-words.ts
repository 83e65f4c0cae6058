import type { Grammar } from '../../../completion/tools.ts';

const leads = {
  lark: 'The input follows this Lark grammar:',
  regex: 'The input matches this regular expression:',
};

/** What a grammar demands, for the model to read: Codex has no field for it. */
export function grammarInWords({ syntax, definition }: Grammar): string {
  return `${leads[syntax]}\n${definition}`;
}
