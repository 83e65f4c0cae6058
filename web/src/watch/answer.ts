import { createStore, type Store } from '../store/store.ts';
import type { WatchedItemFragment, WatchItemsSubscription } from './generated/graphql.ts';
import { createLiveText, type LiveText } from './live-text.ts';

/** An event of an answer, as `chatCompletionItems` gives it. */
export type AnswerEvent = WatchItemsSubscription['chatCompletionItems'];

/** One item of an answer. Its texts grow without a change of the part. */
export interface AnswerPart {
  readonly index: number;
  readonly kind: 'message' | 'reasoning' | 'call' | 'hosted';
  /** The name of a called tool, or the type of a hosted call; empty for the others. */
  readonly name: string;
  /** The text of a message, the summary of reasoning, or the input of a call. */
  readonly text: LiveText;
  /** What the model says to refuse an answer. */
  readonly refusal: LiveText;
  readonly isDone: boolean;
}

/** How an answer stands. */
export interface AnswerState {
  readonly parts: readonly AnswerPart[];
  readonly end: 'none' | 'done' | 'failed' | 'unavailable';
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** An answer that is put together from its events, each of which counts once. */
export interface Answer {
  readonly state: Store<AnswerState>;
  /** The sequence of the last event; -1 before the first. The place to continue from. */
  sequence(): number;
  apply(event: AnswerEvent): void;
}

/** Makes an answer of which nothing has come. */
export function createAnswer(): Answer {
  const state = createStore<AnswerState>({ parts: [], end: 'none', error: null });
  let sequence = -1;
  /** The paragraph of the summary that each part is at. */
  const paragraphs = new Map<number, number>();

  const partAt = (index: number): AnswerPart | undefined =>
    state.get().parts.find((part) => part.index === index);
  const put = (part: AnswerPart): void => {
    const others = state.get().parts.filter(({ index }) => index !== part.index);
    const parts = [...others, part].toSorted((a, b) => a.index - b.index);
    state.set({ ...state.get(), parts });
  };
  const show = (index: number, item: WatchedItemFragment, isDone: boolean): void => {
    const before = partAt(index);
    const part: AnswerPart = {
      index,
      kind: kindOf(item),
      name: nameOf(item) || (before?.name ?? ''),
      text: before?.text ?? createLiveText(),
      refusal: before?.refusal ?? createLiveText(),
      isDone,
    };
    if (isDone) {
      part.text.set(textOf(item));
      part.refusal.set(refusalOf(item));
    }
    put(part);
  };

  return {
    state,
    sequence: () => sequence,
    apply(event) {
      if (event.sequence <= sequence && event.__typename !== 'ChatCompletionUnavailable') return;
      sequence = Math.max(sequence, event.sequence);
      switch (event.__typename) {
        case 'ChatCompletionItemAdded':
          return show(event.index, event.item, false);
        case 'ChatCompletionItemDone':
          return show(event.index, event.item, true);
        case 'ChatCompletionItemTextDelta':
        case 'ChatCompletionItemCallDelta':
          return partAt(event.index)?.text.append(event.text);
        case 'ChatCompletionItemRefusalDelta':
          return partAt(event.index)?.refusal.append(event.text);
        case 'ChatCompletionItemSummaryDelta': {
          const isNew = event.summaryIndex > (paragraphs.get(event.index) ?? 0);
          paragraphs.set(event.index, event.summaryIndex);
          return partAt(event.index)?.text.append(isNew ? `\n\n${event.text}` : event.text);
        }
        case 'ChatCompletionItemCall': {
          const part = partAt(event.index);
          if (part === undefined) return undefined;
          part.text.set(event.toolCall.input);
          return put({ ...part, name: qualified(event.toolCall) });
        }
        case 'ChatCompletionDone':
          return state.set({ ...state.get(), end: 'done' });
        case 'ChatCompletionFailed':
          return state.set({ ...state.get(), end: 'failed', error: event.error });
        case 'ChatCompletionUnavailable':
          return state.set({ ...state.get(), end: 'unavailable', error: event.error });
        case 'ChatCompletionStarted':
          return undefined;
      }
    },
  };
}

function kindOf(item: WatchedItemFragment): AnswerPart['kind'] {
  switch (item.__typename) {
    case 'ReasoningItem':
      return 'reasoning';
    case 'ToolCallItem':
      return 'call';
    case 'HostedItem':
      return 'hosted';
    case 'MessageItem':
    case 'ToolOutputItem':
      return 'message';
  }
}

function nameOf(item: WatchedItemFragment): string {
  if (item.__typename === 'ToolCallItem') return qualified(item.toolCall);
  if (item.__typename !== 'HostedItem') return '';
  const type: unknown = 'type' in item.raw ? item.raw.type : undefined;
  return typeof type === 'string' ? type : '';
}

function qualified({ name, namespace }: { name: string; namespace: string | null }): string {
  return namespace === null ? name : `${namespace}.${name}`;
}

function textOf(item: WatchedItemFragment): string {
  switch (item.__typename) {
    case 'MessageItem':
      return item.parts.map((part) => (part.__typename === 'TextPart' ? part.text : '')).join('');
    case 'ReasoningItem':
      return item.summary.join('\n\n');
    case 'ToolCallItem':
      return item.toolCall.input;
    case 'HostedItem':
      return JSON.stringify(item.raw, null, 2);
    case 'ToolOutputItem':
      return '';
  }
}

function refusalOf(item: WatchedItemFragment): string {
  if (item.__typename !== 'MessageItem') return '';
  return item.parts.map((part) => (part.__typename === 'RefusalPart' ? part.refusal : '')).join('');
}
