import type { MessageItem, OutputPart } from '../../../../codex/completion/item.ts';
import type { TokenLogprob } from '../../../../codex/completion/token-logprobs.ts';
import type { JsonObject } from '../../../../codex/completion/tools.ts';
import { joinTexts } from '../../../../conversations/items/joined-texts.ts';
import { toRawItem, toRawPart } from '../../../../conversations/items/output-items.ts';
import { toRawLogprob } from '../../../../conversations/items/raw-logprobs.ts';
import type { RawItem } from '../../../../conversations/raw-item.ts';
import type { EventBody, ItemPlace } from './response-event.ts';

/** A part of which something was sent. */
interface SentPart {
  readonly type: OutputPart['type'];
  readonly logprobs: JsonObject[];
}

/** Writes the events of a message between its beginning and its end. */
export interface MessageWriter {
  text(delta: string, tokens: readonly TokenLogprob[]): EventBody[];
  refusal(delta: string): EventBody[];
  /** What remains of its parts; call it before `item`. */
  end(item: MessageItem): EventBody[];
  /** The whole item with what was sent. */
  item(item: MessageItem): RawItem;
}

const emptyParts: Record<OutputPart['type'], OutputPart> = {
  text: { type: 'text', text: '', annotations: [] },
  refusal: { type: 'refusal', refusal: '' },
};

/** A writer of the message at that place. */
export function createMessageWriter(place: ItemPlace): MessageWriter {
  const sent: SentPart[] = [];

  /** Its index; opens it where it is new. */
  function open(type: OutputPart['type'], events: EventBody[]): number {
    const index = sent.findIndex((part) => part.type === type);
    if (index !== -1) return index;
    sent.push({ type, logprobs: [] });
    const part = toRawPart(emptyParts[type]);
    const at = { ...place, content_index: sent.length - 1 };
    events.push({ type: 'response.content_part.added', ...at, part });
    return sent.length - 1;
  }

  function whole(index: number, part: OutputPart): EventBody[] {
    const at = { ...place, content_index: index };
    const logprobs = sent[index]?.logprobs ?? [];
    const done = { type: 'response.content_part.done', ...at, part: toRawPart(part, logprobs) };
    if (part.type === 'refusal') {
      return [{ type: 'response.refusal.done', ...at, refusal: part.refusal }, done];
    }
    const annotations = part.annotations.map((annotation, annotationIndex) => ({
      type: 'response.output_text.annotation.added',
      ...at,
      annotation_index: annotationIndex,
      annotation,
    }));
    const { text } = part;
    return [...annotations, { type: 'response.output_text.done', ...at, logprobs, text }, done];
  }

  /** The parts as they were sent, and then those of which nothing was sent. */
  function inOrder({ parts }: MessageItem): OutputPart[] {
    const left = joinTexts(parts);
    const told = sent.map(({ type }) => {
      const index = left.findIndex((part) => part.type === type);
      return index === -1 ? emptyParts[type] : (left.splice(index, 1)[0] ?? emptyParts[type]);
    });
    return [...told, ...left];
  }

  const writer: MessageWriter = {
    text(delta, tokens) {
      const events: EventBody[] = [];
      const index = open('text', events);
      const logprobs = tokens.map(toRawLogprob);
      sent[index]?.logprobs.push(...logprobs);
      const at = { ...place, content_index: index };
      events.push({ type: 'response.output_text.delta', ...at, delta, logprobs });
      return events;
    },
    refusal(delta) {
      const events: EventBody[] = [];
      const index = open('refusal', events);
      events.push({ type: 'response.refusal.delta', ...place, content_index: index, delta });
      return events;
    },
    end(item) {
      const parts = inOrder(item);
      const unsent = parts.slice(sent.length);
      const missing = unsent.flatMap((part) =>
        part.type === 'refusal' ? writer.refusal(part.refusal) : writer.text(part.text, []),
      );
      return [...missing, ...parts.flatMap((part, index) => whole(index, part))];
    },
    item(item) {
      const content = inOrder(item).map((part, index) => toRawPart(part, sent[index]?.logprobs));
      return { ...toRawItem(item), content };
    },
  };
  return writer;
}
