import type { Completion } from '../../../../codex/completion/completion.ts';
import type { TurnEventBody } from '../../../../conversations/running/running-turn.ts';
import { unmetError } from '../../errors/unmet-error.ts';
import { inWordsOfResponses } from './field-names.ts';

/** An event with `--strict`: an answer that does not honor an option fails instead of ending well. */
export function strictEvent(event: TurnEventBody, { unmet: [option] }: Completion): TurnEventBody {
  if (event.type !== 'done' || option === undefined) return event;
  return { type: 'failed', error: unmetError(option, inWordsOfResponses(option)) };
}
