import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { KnownSurface } from '../../../../codex/completion/surface.ts';
import type { StoredTurn } from '../../../../conversations/turn.ts';
import type { ResponseSettings } from '../request/response-settings.ts';

const responses: KnownSurface = 'RESPONSES';

/**
 * The settings of a kept turn: those of its request, with the defaults for what an earlier version did
 * not keep. A turn of another API has the defaults.
 */
export function settingsOf(turn: StoredTurn): ResponseSettings {
  const kept: JsonObject = turn.surface === responses ? turn.settings : {};
  return { ...defaultSettings(turn), ...kept };
}

function defaultSettings({ model, previousId }: StoredTurn): ResponseSettings {
  return {
    background: false,
    conversation: null,
    instructions: null,
    max_output_tokens: null,
    max_tool_calls: null,
    metadata: {},
    model,
    parallel_tool_calls: true,
    previous_response_id: previousId,
    presence_penalty: 0,
    frequency_penalty: 0,
    prompt_cache_key: null,
    prompt_cache_retention: null,
    reasoning: { effort: null, summary: null },
    safety_identifier: null,
    service_tier: 'auto',
    store: true,
    temperature: 1,
    text: { format: { type: 'text' }, verbosity: 'medium' },
    tool_choice: 'auto',
    tools: [],
    top_logprobs: 0,
    top_p: 1,
    truncation: 'disabled',
    user: null,
  };
}
