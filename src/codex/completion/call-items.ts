interface Typed {
  readonly type?: unknown;
}

/** Whether an item of the Responses API is a call of a tool that the client runs. */
export function isCallItem({ type }: Typed): boolean {
  return type === 'function_call' || type === 'custom_tool_call';
}

/** Whether an item of the Responses API is the output of such a call. */
export function isCallOutput({ type }: Typed): boolean {
  return type === 'function_call_output' || type === 'custom_tool_call_output';
}
