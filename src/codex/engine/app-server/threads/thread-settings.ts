import { createHash } from 'node:crypto';
import type { ThreadStartParams } from '../rpc/protocol.ts';
import { dynamicTools } from '../tools/dynamic-tools.ts';
import type { TurnRequest } from './turn.ts';

/** The settings that a thread fixes for all its turns. */
export interface ThreadSettings {
  /** Equal for equal settings. */
  readonly key: string;
  /** Their size, mostly tools. Codex keeps them with each thread. */
  readonly bytes: number;
  readonly params: ThreadStartParams;
}

/** The settings of a thread that can answer the request. */
export function threadSettings(
  request: Pick<TurnRequest, 'model' | 'tools' | 'verbosity' | 'serviceTier'>,
): ThreadSettings {
  const { model, tools = [], verbosity, serviceTier } = request;
  const params: ThreadStartParams = {
    model,
    ...(tools.length > 0 && { dynamicTools: dynamicTools(tools) }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(verbosity !== undefined && { config: { model_verbosity: verbosity } }),
  };
  const text = JSON.stringify(params);
  const key = createHash('sha256').update(text).digest('base64url');
  return { key, bytes: text.length, params };
}
