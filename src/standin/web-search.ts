import type { PlannedHostedCall, PlannedMessage } from './plan.ts';
import type { ResponsesRequest } from './request.ts';
import { toolChoiceOf } from './tool-choice.ts';
import { arrayOf, stringOf } from './wire/json.ts';
import type { JsonObject } from './wire/json.ts';

/** A search that goes before the answer. */
export interface PlannedSearch {
  readonly call: PlannedHostedCall;
  /** What the answer with this text has more: a citation of the source after it. */
  cite(text: string): Pick<PlannedMessage, 'text' | 'annotations'>;
}

const ASKED = /\b(?:search the web|web[_ ]search)\b(?:\s+for)?\s*:?\s*([^.?!\n]*)/i;
const SOURCE = { url: 'https://example.com/tea', title: 'All about tea' };

/**
 * The search that the message asks for (`search the web for X`) or that the request demands;
 * undefined without one, or without the tool. Its sources come where `include` asks for them.
 */
export function planSearch(request: ResponsesRequest, prompt: string): PlannedSearch | undefined {
  const choice = toolChoiceOf(request.body);
  const isOffered = request.tools.some(
    (tool) => stringOf(tool['type'])?.startsWith('web_search') === true && choice.allows(tool),
  );
  const asked = ASKED.exec(prompt);
  if (!isOffered || (!asked && !choice.isRequired)) return undefined;
  const query = asked?.[1]?.trim() || prompt;
  const sources: JsonObject[] = [{ type: 'url', url: SOURCE.url }];
  const withSources = arrayOf(request.body['include']).includes('web_search_call.action.sources');
  const action = { type: 'search', query, queries: [query], ...(withSources && { sources }) };
  return { call: { kind: 'web_search_call', members: { action } }, cite };
}

function cite(text: string): ReturnType<PlannedSearch['cite']> {
  const link = ` ([example.com](${SOURCE.url}))`;
  const [start_index, end_index] = [text.length + 1, text.length + link.length];
  return {
    text: `${text}${link}`,
    annotations: [{ type: 'url_citation', start_index, end_index, ...SOURCE }],
  };
}
