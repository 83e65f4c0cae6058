import type { Behaviour, BehaviourHook, RecordedRequest } from '../../src/standin/index.ts';
import { lastTurn } from '../../src/standin/conversation.ts';
import { objectsOf, stringOf } from '../../src/standin/wire/json.ts';

/** What the model does for a task: calls, one after the other, and then what it says. */
export interface Task {
  /** What the user's message holds. */
  readonly about: string;
  readonly calls: readonly { readonly tool: string; readonly input: string | object }[];
  readonly says: string;
}

/** What the model writes where it is asked for a summary. */
export const summary = 'SUMMARY: the user keeps a greeting in greeting.txt.';

/** Whether a request asks for a summary: in Codex's words, or in the gateway's. */
export function asksForSummary({ input }: RecordedRequest): boolean {
  const { prompt } = lastTurn(input);
  return /CONTEXT CHECKPOINT COMPACTION|about to be replaced by a summary/.test(prompt);
}

/** A model for the stand-in that knows these tasks. */
export function modelOf(tasks: readonly Task[]): BehaviourHook {
  return (request) => {
    if (asksForSummary(request)) return { kind: 'text', text: summary };
    const { prompt, outputs } = lastTurn(request.input);
    const task = tasks.find(({ about }) => prompt.includes(about));
    if (task === undefined) return undefined;
    const next = task.calls[outputs.length];
    return next === undefined
      ? { kind: 'text', text: task.says }
      : call(request, next.tool, next.input);
  };
}

interface Offered {
  readonly name: string;
  readonly namespace?: string;
  readonly isCustom: boolean;
}

/** A call of a tool as this engine offers it: the app-server has functions alone, with names of its own. */
function call(request: RecordedRequest, tool: string, input: string | object): Behaviour {
  const tools = offered(objectsOf(request.body['tools']));
  const found = tools.find(({ name }) => name === tool || name === `fn_${tool}`);
  if (found === undefined) throw new Error(`The request offers no tool ${tool}.`);
  const { name, namespace, isCustom } = found;
  const isText = typeof input === 'string';
  const text = isCustom && isText ? input : JSON.stringify(isText ? { input } : input);
  const named = namespace === undefined ? { name } : { name, namespace };
  return { kind: 'calls', calls: [{ ...named, arguments: text }] };
}

function offered(
  tools: readonly ReturnType<typeof objectsOf>[number][],
  namespace?: string,
): Offered[] {
  return tools.flatMap((tool) => {
    const name = stringOf(tool['name']) ?? '';
    if (tool['type'] === 'namespace') return offered(objectsOf(tool['tools']), name);
    const isCustom = tool['type'] === 'custom';
    return [{ name, isCustom, ...(namespace !== undefined && { namespace }) }];
  });
}
