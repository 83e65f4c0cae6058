/** An item in the form of the Responses API. */
export type Item = Readonly<Record<string, unknown>>;

/** What of each item matters to the model, an item a line. */
export function linesOf(items: readonly Item[]): string[] {
  return items.map(lineOf);
}

function lineOf(item: Item): string {
  const callId = String(item['call_id']);
  switch (item['type']) {
    case 'reasoning':
      return `reasoning ${String(item['encrypted_content'])}`;
    case 'function_call':
      return `call ${callId} ${String(item['name'])} ${String(item['arguments'])}`;
    case 'function_call_output':
      return `output ${callId} ${textOf(item['output'])}`;
    case undefined:
    case 'message':
      return `${String(item['role'])}: ${textOf(item['content'])}`;
    default:
      return JSON.stringify(item);
  }
}

function textOf(content: unknown): string {
  if (!Array.isArray(content)) return String(content);
  return content
    .map((part: unknown) => (part instanceof Object ? String(Reflect.get(part, 'text')) : ''))
    .join('');
}
