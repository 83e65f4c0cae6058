import type { Builder } from '../kit/builder.ts';
import type { ItemEvent } from '../../codex/completion/item-events.ts';
import type { Delivered, UnavailableEvent } from './stream-event.ts';
import { fromOutput } from '../items/from-output.ts';

type AnyEvent = ItemEvent | UnavailableEvent;
type Of<Type extends AnyEvent['type']> = Delivered<Extract<AnyEvent, { readonly type: Type }>>;

declare module '../kit/builder.ts' {
  interface ObjectTypes {
    ChatCompletionItemAdded: Of<'item-added'>;
    ChatCompletionItemCall: Of<'call-input'>;
    ChatCompletionItemCallDelta: Of<'call-delta'>;
    ChatCompletionItemDone: Of<'item-done'>;
    ChatCompletionItemRefusalDelta: Of<'refusal-delta'>;
    ChatCompletionItemSummaryDelta: Of<'summary-delta'>;
    ChatCompletionItemTextDelta: Of<'text-delta'>;
  }
  interface InterfaceTypes {
    ChatCompletionItemChange: Of<Exclude<AnyEvent['type'], Bare>>;
    ChatCompletionItemEvent: Delivered<AnyEvent>;
  }
}

/** Events of no item. */
type Bare = 'started' | 'done' | 'failed' | 'unavailable';

const typeNames = {
  started: 'ChatCompletionStarted',
  'item-added': 'ChatCompletionItemAdded',
  'text-delta': 'ChatCompletionItemTextDelta',
  'summary-delta': 'ChatCompletionItemSummaryDelta',
  'refusal-delta': 'ChatCompletionItemRefusalDelta',
  'call-delta': 'ChatCompletionItemCallDelta',
  'call-input': 'ChatCompletionItemCall',
  'item-done': 'ChatCompletionItemDone',
  done: 'ChatCompletionDone',
  failed: 'ChatCompletionFailed',
  unavailable: 'ChatCompletionUnavailable',
} as const;

/** The `ChatCompletionItemEvent` interface and the types that implement it alone. */
export function addItemEvents(builder: Builder): void {
  builder.interfaceType('ChatCompletionItemEvent', {
    description:
      'One thing that happened in a completion, item by item. The stream completes after `ChatCompletionDone`, `ChatCompletionFailed` or `ChatCompletionUnavailable`, of which there is exactly one. More types may be added: ignore those you do not know.',
    resolveType: ({ event }) => typeNames[event.type],
    fields: (t) => ({
      completionId: t.id({
        description: 'The completion it belongs to.',
        resolve: ({ event }) => event.completionId,
      }),
      sequence: t.int({
        description:
          'Grows from event to event, from 0. It may skip numbers where deltas are merged. After a disconnect, `chatCompletionItems(id, after: sequence)` continues after the last event seen.',
        resolve: ({ event }) => event.sequence,
      }),
    }),
  });
  builder.interfaceType('ChatCompletionItemChange', {
    description:
      'Something happened to one item. An item is added, grows by its deltas, and is done. Several tool calls may be open at a time, and one item of each other type.',
    interfaces: ['ChatCompletionItemEvent'],
    fields: (t) => ({
      index: t.int({
        description: "The item's place in the answer, from 0.",
        resolve: ({ event }) => event.index,
      }),
    }),
  });
  addWholeItems(builder);
  addItemDeltas(builder);
}

function addWholeItems(builder: Builder): void {
  builder.objectType('ChatCompletionItemAdded', {
    description: 'An item begins.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      item: t.field({
        type: 'Item',
        description:
          'The item as it begins: without text, summary, encrypted content, or the input of a call.',
        resolve: ({ event }) => fromOutput(event.item),
      }),
    }),
  });
  builder.objectType('ChatCompletionItemCall', {
    description:
      'The input of a tool call is whole. Where the engine gives calls whole, no delta came before.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      toolCall: t.field({
        type: 'ToolCall',
        description: 'The whole call.',
        resolve: ({ event }) => event.call,
      }),
    }),
  });
  builder.objectType('ChatCompletionItemDone', {
    description: 'An item is done.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      item: t.field({
        type: 'Item',
        description: 'The finished item.',
        resolve: ({ event }) => fromOutput(event.item),
      }),
    }),
  });
}

function addItemDeltas(builder: Builder): void {
  builder.objectType('ChatCompletionItemTextDelta', {
    description: 'The next piece of the text of a message.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the text received so far of the item at `index`.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
  builder.objectType('ChatCompletionItemSummaryDelta', {
    description: 'The next piece of the summary of a reasoning item.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the text received so far of the same paragraph.',
        resolve: ({ event }) => event.text,
      }),
      summaryIndex: t.int({
        description: "Which paragraph of the item's summary it belongs to, from 0.",
        resolve: ({ event }) => event.summaryIndex,
      }),
    }),
  });
  builder.objectType('ChatCompletionItemRefusalDelta', {
    description: 'The next piece of the refusal of a message.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the refusal received so far of the item at `index`.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
  builder.objectType('ChatCompletionItemCallDelta', {
    description: 'The next piece of the input of a tool call.',
    interfaces: ['ChatCompletionItemEvent', 'ChatCompletionItemChange'],
    fields: (t) => ({
      text: t.string({
        description: 'Append this to the input received so far of the item at `index`.',
        resolve: ({ event }) => event.text,
      }),
    }),
  });
}
