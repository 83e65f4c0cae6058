import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';
import { createResponseWriter } from '../../src/rest/openai/responses/events/response-writer.ts';
import type { ResponseEvent } from '../../src/rest/openai/responses/events/response-event.ts';
import { settingsOf } from '../../src/rest/openai/responses/events/stored-settings.ts';
import type { WrittenTurn } from '../../src/rest/openai/responses/events/written-turn.ts';
import type { ResponseSettings } from '../../src/rest/openai/responses/request/response-settings.ts';
import { createResponseRules } from '../support/response-rules.ts';

/** The settings of a request that says only its model, with some others. */
export function settingsWith(more: Partial<ResponseSettings> = {}): ResponseSettings {
  const turn = { surface: 'NONE', model: 'gpt-5.5', previousId: null, settings: {} };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- all that is read of it
  const settings = settingsOf(turn as never);
  return { ...settings, ...more };
}

/** A turn to write, which differs from the simplest one in that. */
export function turnWith(more: Partial<WrittenTurn> = {}): WrittenTurn {
  return {
    id: 'resp_1',
    createdAt: new Date(1_795_000_000_000),
    model: 'gpt-5.5',
    settings: settingsWith(),
    isStored: true,
    endedAt: new Date(1_795_000_002_500),
    unmet: [],
    ...more,
  };
}

/** What a turn's events become. Throws where a client would stumble over that. */
export function written(
  events: readonly TurnEventBody[],
  turn: WrittenTurn = turnWith(),
  showsEncryptedReasoning = true,
): ResponseEvent[] {
  const writer = createResponseWriter(turn, { showsEncryptedReasoning });
  const all = events.flatMap((event) => writer.write(event));
  const rules = createResponseRules();
  const faults = all.flatMap((event) => rules.faultsOf(JSON.parse(JSON.stringify(event))));
  if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${JSON.stringify(all, null, 1)}`);
  return all;
}

/** Between the beginning and the end of a response. */
export function body(events: readonly ResponseEvent[]): ResponseEvent[] {
  return events.filter(({ type }) => !/^response\.(?:created|queued|in_progress)$/.test(type));
}

/** An event without its number. */
export function unnumbered({ sequence_number: _number, ...event }: ResponseEvent): object {
  return event;
}
