/** The types of items that every engine passes on (measured with Codex 0.171.0). */
const passed: ReadonlySet<string> = new Set([
  'web_search_call',
  'image_generation_call',
  'tool_search_call',
  'tool_search_output',
  'local_shell_call',
  'compaction',
  'context_compaction',
  'agent_message',
]);

/** Whether every engine passes on items of that type. The app-server drops all others in silence. */
export function isPassedOn(type: string): boolean {
  return passed.has(type);
}
