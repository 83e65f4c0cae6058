import type { OutputItem } from '../../../../codex/completion/item.ts';
import { toRawItem } from '../../../../conversations/items/output-items.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { TurnEventBody } from '../../../../conversations/running/running-turn.ts';
import { createCallWriter } from './call-writer.ts';
import { createMessageWriter } from './message-writer.ts';
import { createReasoningWriter } from './reasoning-writer.ts';
import type { EventBody, ItemPlace } from './response-event.ts';

/** An event of one item. */
export type ItemTurnEvent = Extract<TurnEventBody, { readonly index: number }>;

/** Writes the events of one item. */
export interface ItemWriter {
  /** The events that follow its `output_item.added`. */
  readonly begun: readonly EventBody[];
  write(event: ItemTurnEvent): EventBody[];
  /** The events that precede its `output_item.done`, and the item as it stays. */
  end(item: OutputItem): { readonly events: EventBody[]; readonly item: RawItem };
}

/** A writer of an item that begins at that place. */
export function createItemWriter(added: OutputItem, place: ItemPlace): ItemWriter {
  switch (added.type) {
    case 'message':
      return messageWriter(place);
    case 'reasoning':
      return reasoningWriter(place);
    case 'call':
      return callWriter(place, added.call.type);
    case 'hosted':
    default:
      return hostedWriter(place, added.raw['type'] === 'web_search_call');
  }
}

function messageWriter(place: ItemPlace): ItemWriter {
  const message = createMessageWriter(place);
  return {
    begun: [],
    write(event) {
      if (event.type === 'text-delta') return message.text(event.text, event.logprobs ?? []);
      return event.type === 'refusal-delta' ? message.refusal(event.text) : [];
    },
    end(item) {
      if (item.type !== 'message') return { events: [], item: toRawItem(item) };
      return { events: message.end(item), item: message.item(item) };
    },
  };
}

function reasoningWriter(place: ItemPlace): ItemWriter {
  const reasoning = createReasoningWriter(place);
  return {
    begun: [],
    write: (event) =>
      event.type === 'summary-delta' ? reasoning.summary(event.summaryIndex, event.text) : [],
    end: (item) => ({
      events: item.type === 'reasoning' ? reasoning.end(item) : [],
      item: toRawItem(item),
    }),
  };
}

function callWriter(place: ItemPlace, type: 'function' | 'custom'): ItemWriter {
  const call = createCallWriter(place);
  return {
    begun: [],
    write(event) {
      if (event.type === 'call-delta') return call.delta(type, event.text);
      return event.type === 'call-input' ? call.whole(event.call) : [];
    },
    end: (item) => ({ events: [], item: toRawItem(item) }),
  };
}

function hostedWriter(place: ItemPlace, isSearch: boolean): ItemWriter {
  const searches = (step: string): EventBody[] =>
    isSearch ? [{ type: `response.web_search_call.${step}`, ...place }] : [];
  return {
    begun: [...searches('in_progress'), ...searches('searching')],
    write: () => [],
    end(item) {
      const raw = toRawItem(item);
      return { events: raw['status'] === 'completed' ? searches('completed') : [], item: raw };
    },
  };
}
