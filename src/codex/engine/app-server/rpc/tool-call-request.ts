import { z } from 'zod';

const request = z.object({ callId: z.string(), tool: z.string(), arguments: z.unknown() });

/** Codex's request to run a client's tool. */
export interface ToolCallRequest {
  readonly callId: string;
  /** The tool's name with the model. */
  readonly tool: string;
  /** What the model wrote, parsed. */
  readonly arguments: unknown;
}

/** Reads the params of an `item/tool/call`; null where they make no sense. */
export function readToolCall(params: unknown): ToolCallRequest | null {
  const { data } = request.safeParse(params);
  return data === undefined ? null : { ...data, arguments: data.arguments };
}
