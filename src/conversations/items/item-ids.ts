import { newId } from '../../util/new-id.ts';

/** With what the id of an item of that type begins, as OpenAI's do. */
const prefixes: Readonly<Record<string, string>> = {
  message: 'msg',
  reasoning: 'rs',
  function_call: 'fc',
  function_call_output: 'fco',
  custom_tool_call: 'ctc',
  custom_tool_call_output: 'ctco',
  web_search_call: 'ws',
  tool_search_call: 'tsc',
  tool_search_output: 'tso',
  image_generation_call: 'ig',
  compaction: 'cmp',
};

/** Follows the prefix of an id that was made here. No id of the service has it. */
const mark = 'given';

/** An id for an item that its client sent without one: `msg_given…`. */
export function newItemId(type: string): string {
  return newId(`${prefixes[type] ?? 'item'}_${mark}`);
}

/**
 * Whether an id was made here. The service is not told such an id: it checks that encrypted reasoning
 * belongs to the id that it comes with.
 */
export function isGivenId(id: string): boolean {
  return /^[a-z]+_given[0-9a-f]{32}$/.test(id);
}
