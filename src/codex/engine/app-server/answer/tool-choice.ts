import type { CompletionRequest } from '../../../completion/request.ts';
import type { Tool } from '../../../completion/tools.ts';

/** What becomes of a request's wishes about tools; the service can be told of `auto` only. */
export interface ToolPlan {
  /** What the model is told it may call. */
  readonly tools: readonly Tool[];
  /** What the model is told in words, where it has to call. */
  readonly instruction: string | null;
}

/** The tools that a choice leaves, and how the model is made to call one where it must. */
export function planTools({ tools = [], toolChoice = 'auto' }: CompletionRequest): ToolPlan {
  if (toolChoice === 'auto') return { tools, instruction: null };
  if (toolChoice === 'none' || tools.length === 0) return { tools: [], instruction: null };
  if (toolChoice === 'required') return { tools, instruction: mustCall('one of the tools') };
  const { name } = toolChoice;
  return {
    tools: tools.filter((tool) => tool.name === name),
    instruction: mustCall(`the tool ${name}`),
  };
}

function mustCall(what: string): string {
  return `Answer this message by calling ${what}. Do not answer in words.`;
}
