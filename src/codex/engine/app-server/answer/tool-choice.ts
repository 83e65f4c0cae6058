import type { CompletionRequest } from '../../../completion/request.ts';
import { callableTools, type Tool, type ToolChoice } from '../../../completion/tools.ts';
import { createToolNames } from '../tools/tool-names.ts';

/** How a request's tool options are applied. Codex itself supports only the choice `auto`. */
export interface ToolPlan {
  /** The tools that the model is offered. */
  readonly tools: readonly Tool[];
  /** An instruction for the model to call a tool; null if it need not. */
  readonly instruction: string | null;
}

/** Applies a tool choice: selects the tools, and writes the instruction to call one if needed. */
export function planTools({ tools = [], toolChoice = 'auto' }: CompletionRequest): ToolPlan {
  const callable = callableTools(tools, toolChoice);
  const wanted = callable.length === 0 ? null : wantedCall(toolChoice, callable);
  return { tools: callable, instruction: wanted === null ? null : mustCall(wanted) };
}

/** What the model must call, in words; null if it need not. */
function wantedCall(choice: ToolChoice, callable: readonly Tool[]): string | null {
  if (typeof choice === 'object' && 'name' in choice) {
    return createToolNames(callable)
      .all.map((name) => `the tool ${name}`)
      .join(' or ');
  }
  const mode = typeof choice === 'string' ? choice : choice.mode;
  return mode === 'required' ? 'one of the tools' : null;
}

function mustCall(what: string): string {
  return `Answer this message by calling ${what}. Do not answer in words.`;
}
