import type { CompletionRequest, WebSearch } from '../../../completion/request.ts';
import {
  callableTools,
  isHostedCallable,
  type Tool,
  type ToolChoice,
} from '../../../completion/tools.ts';
import { createToolNames } from '../tools/tool-names.ts';

/** How a request's tool options are applied. Codex itself supports only the choice `auto`. */
export interface ToolPlan {
  /** The tools that the model is offered. */
  readonly tools: readonly Tool[];
  /** Absent: the model cannot search the web. */
  readonly webSearch?: WebSearch;
  /** An instruction for the model to use a tool; null if it need not. */
  readonly instruction: string | null;
}

/** Applies a tool choice: selects the tools, and writes the instruction to call one if needed. */
export function planTools({
  tools = [],
  webSearch,
  toolChoice = 'auto',
}: CompletionRequest): ToolPlan {
  const callable = callableTools(tools, toolChoice);
  const search = isHostedCallable('web_search', toolChoice) ? webSearch : undefined;
  return {
    tools: callable,
    ...(search !== undefined && { webSearch: search }),
    instruction: instructionOf(toolChoice, callable, search !== undefined),
  };
}

function instructionOf(
  choice: ToolChoice,
  callable: readonly Tool[],
  canSearch: boolean,
): string | null {
  const mustSearch = typeof choice === 'object' && 'hosted' in choice;
  if (canSearch && (mustSearch || (callable.length === 0 && isRequired(choice)))) {
    return 'Search the web before you answer this message.';
  }
  const wanted = callable.length === 0 ? null : wantedCall(choice, callable);
  return wanted === null ? null : mustCall(wanted);
}

/** What the model must call, in words; null if it need not. */
function wantedCall(choice: ToolChoice, callable: readonly Tool[]): string | null {
  if (typeof choice === 'object' && 'name' in choice) {
    return createToolNames(callable)
      .all.map((name) => `the tool ${name}`)
      .join(' or ');
  }
  return isRequired(choice) ? 'one of the tools' : null;
}

function isRequired(choice: ToolChoice): boolean {
  if (typeof choice === 'string') return choice === 'required';
  return 'mode' in choice && choice.mode === 'required';
}

function mustCall(what: string): string {
  return `Answer this message by calling ${what}. Do not answer in words.`;
}
