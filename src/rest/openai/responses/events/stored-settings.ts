import type { JsonObject } from '../../../../codex/completion/tools.ts';
import type { KnownSurface } from '../../../../codex/completion/surface.ts';
import type { StoredTurn } from '../../../../conversations/turn.ts';
import { toSettings } from '../request/settings.ts';
import type { ResponseSettings } from '../request/response-settings.ts';

const responses: KnownSurface = 'RESPONSES';

/**
 * The settings of a kept turn: those of its request, with the defaults for what an earlier version did
 * not keep. A turn of another API has the defaults.
 */
export function settingsOf(turn: StoredTurn): ResponseSettings {
  const { model, previousId, surface, settings } = turn;
  const kept: JsonObject = surface === responses ? settings : {};
  return { ...toSettings({ model }, [], { previousId }), ...kept };
}
