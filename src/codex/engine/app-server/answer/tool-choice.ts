import type { CompletionRequest } from '../../../completion/request.ts';
import type { Tool } from '../../../completion/tools.ts';

/** How a request's tool options are applied. Codex itself supports only the choice `auto`. */
export interface ToolPlan {
  /** The tools that the model is offered. */
  readonly tools: readonly Tool[];
  /** An instruction for the model to call a tool; null if it need not. */
  readonly instruction: string | null;
}

/** Applies a tool choice: selects the tools, and writes the instruction to call one if needed. */
export function planTools({
  tools = [],
  toolChoice = 'auto',
}: Pick<CompletionRequest, 'tools' | 'toolChoice'>): ToolPlan {
  if (toolChoice === 'auto') return { tools, instruction: null };
  if (toolChoice === 'none' || tools.length === 0) return { tools: [], instruction: null };
  if (toolChoice === 'required') return { tools, instruction: mustCall('one of the tools') };
  if ('allowed' in toolChoice) {
    const allowed = tools.filter(({ name }) => toolChoice.allowed.includes(name));
    return planTools({ tools: allowed, toolChoice: toolChoice.mode });
  }
  const { name } = toolChoice;
  return {
    tools: tools.filter((tool) => tool.name === name),
    instruction: mustCall(`the tool ${name}`),
  };
}

function mustCall(what: string): string {
  return `Answer this message by calling ${what}. Do not answer in words.`;
}
