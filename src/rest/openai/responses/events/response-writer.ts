import type { OutputItem } from '../../../../codex/completion/item.ts';
import { toRawItem } from '../../../../conversations/items/output-items.ts';
import { outcomeOf } from '../../../../conversations/items/turn-outcome.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { TurnEventBody } from '../../../../conversations/running/running-turn.ts';
import { createItemWriter, type ItemWriter } from './item-writer.ts';
import type { EventBody, ItemPlace, ResponseEvent } from './response-event.ts';
import { toErrorEvent } from './response-failure.ts';
import { toResponseObject, unfinished, type ResponseState } from './response-object.ts';
import { isShown, shownItem, type ItemView } from './shown-items.ts';
import type { WrittenTurn } from './written-turn.ts';

/** Writes the events of a turn as events of a response. */
export interface ResponseWriter {
  /**
   * What the next event of the turn becomes, which may be nothing. The events of one turn always give
   * the same ones. The last event of a turn gives the only terminal one.
   */
  write(event: TurnEventBody): ResponseEvent[];
}

/** How events are shown. */
export interface WriterView extends Pick<ItemView, 'showsEncryptedReasoning'> {
  /**
   * Whether a failure is told by an event `error`, too, before `response.failed`. Clients of event
   * streams raise by it. Those of WebSockets take it for the end of the response, and what follows it
   * for the next response. Default: true.
   */
  readonly hasErrorEvent?: boolean;
}

/** An item that has begun. */
interface BegunItem {
  readonly place: ItemPlace;
  readonly writer: ItemWriter;
  done: RawItem | null;
}

/** A writer of a turn from its first event. */
export function createResponseWriter(
  turn: WrittenTurn,
  { showsEncryptedReasoning, hasErrorEvent = true }: WriterView,
): ResponseWriter {
  const itemView = { showsEncryptedReasoning, tools: turn.settings.tools };
  /** By their index in the answer. Items that the client does not see have no place. */
  const items = new Map<number, BegunItem>();
  /** Those that the client does not see included. */
  const endedItems: OutputItem[] = [];
  let nextNumber = 0;
  let hasBegun = false;
  let isRunning = false;

  const lifecycle = (type: string, state: Partial<ResponseState>): EventBody => ({
    type: `response.${type}`,
    response: toResponseObject(turn, { ...unfinished(turn), ...state }),
  });

  function begin(status: 'queued' | 'in_progress'): EventBody[] {
    if (hasBegun) return [];
    hasBegun = true;
    return [lifecycle('created', { status })];
  }

  function run(): EventBody[] {
    const begun = begin('in_progress');
    if (isRunning) return begun;
    isRunning = true;
    return [...begun, lifecycle('in_progress', { status: 'in_progress' })];
  }

  function add(index: number, item: OutputItem): EventBody[] {
    const raw = toRawItem(item);
    if (!isShown(raw.type, itemView)) return [];
    const place = { item_id: raw.id, output_index: items.size };
    const writer = createItemWriter(item, place);
    items.set(index, { place, writer, done: null });
    const added = { type: 'response.output_item.added', ...indexOf(place), item: raw };
    return [added, ...writer.begun];
  }

  function end(index: number, item: OutputItem): EventBody[] {
    const begun = items.get(index);
    if (begun === undefined) return [];
    const ended = begun.writer.end(item);
    begun.done = shownItem(ended.item, itemView);
    const done = { type: 'response.output_item.done', ...indexOf(begun.place), item: begun.done };
    return [...ended.events, done];
  }

  function output(): readonly RawItem[] {
    return turn.output ?? [...items.values()].flatMap(({ done }) => done ?? []);
  }

  function finish(event: Extract<TurnEventBody, { readonly type: 'done' }>): EventBody {
    const outcome = outcomeOf(event.finishReason, endedItems);
    return lifecycle(outcome.status, { ...outcome, output: output(), usage: event.usage });
  }

  function bodies(event: TurnEventBody): EventBody[] {
    switch (event.type) {
      case 'queued':
        return [...begin('queued'), lifecycle('queued', { status: 'queued' })];
      case 'keepalive':
        return [...begin('in_progress'), { type: 'keepalive' }];
      case 'started':
        return run();
      case 'item-added':
        return [...run(), ...add(event.index, event.item)];
      case 'item-done':
        endedItems.push(event.item);
        return end(event.index, event.item);
      case 'done':
        return [...run(), finish(event)];
      case 'failed': {
        const { code, message } = event.error;
        const status = code === 'cancelled' ? 'cancelled' : 'failed';
        const failure = { status, error: { code, message }, output: output() } as const;
        const told = hasErrorEvent ? [toErrorEvent(event.error)] : [];
        return [...run(), ...told, lifecycle('failed', failure)];
      }
      case 'text-delta':
      case 'summary-delta':
      case 'refusal-delta':
      case 'call-delta':
      case 'call-input':
      default:
        return items.get(event.index)?.writer.write(event) ?? [];
    }
  }

  return {
    write: (event) =>
      bodies(event).map(({ type, ...members }) => {
        const numbered = { type, sequence_number: nextNumber, ...members };
        nextNumber += 1;
        return numbered;
      }),
  };
}

function indexOf({ output_index: index }: ItemPlace): Pick<ItemPlace, 'output_index'> {
  return { output_index: index };
}
