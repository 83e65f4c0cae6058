import type { JsonObject } from '../../codex/completion/tools.ts';
import type { RawItem } from '../raw-item.ts';
import { isGivenId } from './item-ids.ts';

/**
 * Members that Codex needs, by the type of item, with what stands for their absence. It refuses the
 * whole conversation without one of them (measured on 0.171.0).
 */
const needed: Readonly<Record<string, JsonObject>> = {
  tool_search_call: { execution: 'server' },
  tool_search_output: { execution: 'server', status: 'completed' },
  image_generation_call: { status: 'completed', result: '' },
  local_shell_call: { status: 'completed' },
};

/** An item that the model is shown as it is, with the members that Codex needs. */
export function passedItem({ id, ...members }: RawItem): JsonObject {
  const item: JsonObject = { ...(!isGivenId(id) && { id }), ...members };
  const defaults = needed[members.type];
  if (defaults === undefined) return item;
  const absent = Object.entries(defaults).filter(([name]) => (item[name] ?? null) === null);
  return { ...item, ...Object.fromEntries(absent) };
}
