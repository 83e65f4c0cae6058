import type { Completion } from '../../codex/completion/completion.ts';
import type { ItemEvent } from '../../codex/completion/item-events.ts';
import { createLogprobReader, type LogprobReader } from '../../codex/completion/token-logprobs.ts';
import { EventLog } from '../../codex/streams/event-log.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import { toCodexServeError, type CodexServeError } from '../../errors/errors.ts';
import { replaceItems } from './replace-items.ts';
import type { TurnEvent, TurnEventBody } from './running-turn.ts';
import type { TurnPlan } from './turns.ts';

/** The events of one turn, which all its readers share. */
export interface TurnRecord {
  /** All events from the first one. */
  read(): EventStream<TurnEvent>;
  /** Resolves after the terminal event with what the turn failed with, if it failed. Never rejects. */
  readonly ended: Promise<CodexServeError | null>;
}

/** How a turn is recorded. */
export interface Recording {
  /** See `TurnPlan.toItems`. */
  readonly toItems?: TurnPlan['toItems'] | undefined;
  /** Silence after which a `keepalive` follows, in milliseconds. */
  readonly keepaliveMs: number;
  /** Called with all events, the terminal one last, before a reader gets that. */
  readonly atEnd: (events: readonly TurnEvent[]) => Promise<void>;
  /** Called with what keeps the turn from being recorded to its end, which then fails with it. */
  readonly atFault: (error: unknown) => void;
}

/** Records what happens in a completion until it ends. */
export function recordTurn(completion: Completion, recording: Recording): TurnRecord {
  const log = new EventLog<TurnEvent>(Infinity);
  const append = (body: TurnEventBody): void =>
    log.append((sequence) => Object.assign({}, body, { sequence }));
  if (completion.status === 'queued') append({ type: 'queued' });
  const silence = setInterval(() => append({ type: 'keepalive' }), recording.keepaliveMs);
  silence.unref();

  async function pass(): Promise<CodexServeError | null> {
    const tokens = createLogprobReader(completion);
    const { toItems } = recording;
    for await (const event of completion.itemEvents()) {
      const known = withTokens(event, tokens);
      const bodies = toItems === undefined ? [known] : replaceItems(completion, known, toItems);
      for (const body of bodies) {
        silence.refresh();
        if (body.type === 'done' || body.type === 'failed') {
          clearInterval(silence);
          const last = { ...body, sequence: log.lastSequence + 1 };
          await recording.atEnd([...eventsOf(log), last]);
          append(body);
          return body.type === 'failed' ? body.error : null;
        }
        append(body);
      }
    }
    throw new Error('The completion has ended without a result.');
  }

  function fail(fault: unknown): CodexServeError {
    recording.atFault(fault);
    const error = toCodexServeError(fault);
    append({ type: 'failed', error });
    return error;
  }

  const ended = pass()
    .catch(fail)
    .finally(() => {
      clearInterval(silence);
      log.complete();
    });
  return { read: () => log.read(-1), ended };
}

function eventsOf(log: EventLog<TurnEvent>): TurnEvent[] {
  return Array.from({ length: log.lastSequence + 1 }, (_, index) => log.after(index - 1)).filter(
    (event) => event !== undefined,
  );
}

function withTokens(event: ItemEvent, tokens: LogprobReader): TurnEventBody {
  const { completionId: _, sequence: __, ...body } = event;
  if (body.type !== 'text-delta') return body;
  const logprobs = tokens.next(body.text);
  return logprobs.length === 0 ? body : { ...body, logprobs };
}
