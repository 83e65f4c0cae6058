import { createHash } from 'node:crypto';
import type { WebSearch } from '../../../completion/request.ts';
import type { JsonObject } from '../../../completion/tools.ts';
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
  request: Pick<TurnRequest, 'model' | 'tools' | 'webSearch' | 'verbosity' | 'serviceTier'>,
): ThreadSettings {
  const { model, tools = [], webSearch, verbosity, serviceTier } = request;
  const config = {
    ...(verbosity !== undefined && { model_verbosity: verbosity }),
    ...(webSearch && webSearchConfig(webSearch)),
  };
  const params: ThreadStartParams = {
    model,
    ...(tools.length > 0 && { dynamicTools: dynamicTools(tools) }),
    ...(serviceTier !== undefined && { serviceTier }),
    ...(Object.keys(config).length > 0 && { config }),
  };
  const text = JSON.stringify(params);
  const key = createHash('sha256').update(text).digest('base64url');
  return { key, bytes: text.length, params };
}

/** The members of Codex's configuration that allow a thread to search the web. */
function webSearchConfig(search: WebSearch): JsonObject {
  const { access = 'live', contextSize, allowedDomains, location } = search;
  const details = {
    ...(contextSize !== undefined && { context_size: contextSize }),
    ...(allowedDomains && { allowed_domains: [...allowedDomains] }),
    ...(location && { location: { ...location } }),
  };
  return {
    web_search: access,
    ...(Object.keys(details).length > 0 && { tools: { web_search: details } }),
  };
}
