import type { JsonObject } from '../codex/completion/tools.ts';

/**
 * An item of a conversation in the form of OpenAI's Responses API: `message`, `reasoning`,
 * `function_call`, `function_call_output` and so on. It is kept and shown again with all its members.
 */
export interface RawItem extends JsonObject {
  /** Unique within its conversation: `msg_…`, `rs_…`, `fc_…`. */
  readonly id: string;
  readonly type: string;
}
