import type { AnswerFormat, CompletionRequest } from './request.ts';
import type { ToolChoice } from './tools.ts';
import { textStart } from '../../util/cut-text.ts';

/** What was asked, without any text of the conversation. */
export interface RequestSummary {
  /** Of the whole conversation, with the history. */
  readonly messageCount: number;
  readonly pictureCount: number;
  /** How many tools the model was given. */
  readonly toolCount: number;
  /** The names of the first of them, at most 20. */
  readonly toolNames: readonly string[];
  /** Null for a request without tools. */
  readonly toolChoice: ToolChoiceSummary | null;
  readonly responseFormat: AnswerFormat['type'];
  /** Null where the client set no limit. */
  readonly maxOutputTokens: number | null;
  /** Whether the client gets the answer as it comes. Null where the surface does not say. */
  readonly isStreamed: boolean | null;
}

/** Whether the model must call a tool, and which it may call. */
export interface ToolChoiceSummary {
  readonly mode: 'auto' | 'none' | 'required';
  /** The names of the tools that it may call, at most 20. Empty: any. */
  readonly names: readonly string[];
}

/** Every row keeps a summary, so it must stay small. */
const maxNames = 20;
const maxNameLength = 100;

/** Sums up a request. */
export function summaryOf(request: CompletionRequest): RequestSummary {
  const { messages, format, maxOutputTokens, toolChoice = 'auto', delivery } = request;
  const parts = messages.flatMap(({ content }) => [...content]);
  const tools = toolNamesOf(request);
  return {
    messageCount: messages.length,
    pictureCount: parts.filter(({ type }) => type === 'image').length,
    toolCount: tools.length,
    toolNames: shortened(tools),
    toolChoice: tools.length === 0 ? null : choiceOf(toolChoice),
    responseFormat: format?.type ?? 'text',
    maxOutputTokens: maxOutputTokens ?? null,
    isStreamed: delivery === undefined ? null : delivery === 'streamed',
  };
}

/** The names of the client's tools, then those of the tools that the service runs. */
function toolNamesOf({ tools = [], rawTools = [], webSearch }: CompletionRequest): string[] {
  const own = tools.map(({ name, namespace }) =>
    namespace === undefined ? name : `${namespace.name}.${name}`,
  );
  const raw = rawTools.map(
    ({ name, type }) => [name, type].find((each) => typeof each === 'string') ?? '',
  );
  return [...own, ...raw, ...(webSearch === undefined ? [] : ['web_search'])];
}

function choiceOf(choice: ToolChoice): ToolChoiceSummary {
  if (typeof choice === 'string') return { mode: choice, names: [] };
  if ('hosted' in choice) return { mode: 'required', names: shortened([choice.hosted]) };
  if ('name' in choice) return { mode: 'required', names: shortened([choice.name]) };
  const { mode, allowed, allowedHosted = [] } = choice;
  return { mode, names: shortened([...allowed, ...allowedHosted]) };
}

function shortened(names: readonly string[]): string[] {
  return names.slice(0, maxNames).map((name) => textStart(name, maxNameLength));
}
