import { isObject } from '../../codex/completion/is-object.ts';
import type { OutputItem } from '../../codex/completion/item.ts';
import { errorCodes, type ErrorCode } from '../../errors/error-table.ts';
import { CodexServeError } from '../../errors/errors.ts';
import { letOthersRun } from '../../util/event-loop.ts';
import type { TurnEvent, TurnEventBody } from './running-turn.ts';

/** A delta whose text is the next piece of its item, by its kind, item, length and paragraph. */
type ShortDelta = readonly [kind: Kind, index: number, length: number, summaryIndex?: number];

/** What stands for one event. Deltas are short where their item holds their text. */
type Entry = ShortDelta | object;

const kinds = ['text-delta', 'summary-delta', 'refusal-delta', 'call-delta'] as const;
type Kind = 0 | 1 | 2 | 3;
type Delta = Extract<TurnEventBody, { readonly type: (typeof kinds)[number] }>;

/** Events that are encoded in one go, which takes some two milliseconds. */
const atOnce = 2048;

/**
 * The events of a turn as text that `decodeEvents` reads. A piece of an item's text is not repeated.
 * Lets others run in between.
 */
export async function encodeEvents(events: readonly TurnEvent[]): Promise<string> {
  const pieces = createPieces(doneItems(events));
  const texts: string[] = [];
  for (let start = 0; start < events.length; start += atOnce) {
    if (start > 0) await letOthersRun();
    const entries = events.slice(start, start + atOnce).map((event) => toEntry(event, pieces));
    texts.push(JSON.stringify(entries).slice(1, -1));
  }
  return `[${texts.join(',')}]`;
}

/**
 * The events in a text that `encodeEvents` wrote, each made when it is asked for: all at once would
 * take long. Throws where it is another text.
 */
export function* decodeEvents(text: string): Generator<TurnEventBody, void, undefined> {
  const entries: unknown = JSON.parse(text);
  if (!Array.isArray(entries)) throw new TypeError('These are no events.');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes them
  const written = entries as readonly Entry[];
  const pieces = createPieces(doneItems(written.filter((entry) => !isShort(entry))));
  for (const entry of written) yield isShort(entry) ? toDelta(entry, pieces) : toBody(entry);
}

function isShort(entry: Entry): entry is ShortDelta {
  return Array.isArray(entry);
}

function isDelta(event: TurnEventBody): event is Delta {
  return kinds.some((kind) => kind === event.type);
}

function toEntry(numbered: TurnEvent, pieces: Pieces): Entry {
  if (numbered.type === 'failed') {
    const { code, message, param } = numbered.error;
    return { type: 'failed', error: { code, message, param } };
  }
  const event = bodyOf(numbered);
  if (!isDelta(event)) return event;
  const summaryIndex = event.type === 'summary-delta' ? event.summaryIndex : 0;
  const kind = kindOf(event.type);
  const { length } = event.text;
  // The piece is taken either way, so that those after it are found.
  const isFound = pieces.next(kind, event.index, length, summaryIndex) === event.text;
  const hasMore = event.type === 'text-delta' && event.logprobs !== undefined;
  if (!isFound || hasMore) return event;
  return summaryIndex === 0
    ? [kind, event.index, length]
    : [kind, event.index, length, summaryIndex];
}

function bodyOf(event: TurnEvent): TurnEventBody {
  const { sequence: _sequence, ...body } = event;
  return body;
}

function toDelta([kind, index, length, summaryIndex = 0]: ShortDelta, pieces: Pieces): Delta {
  const text = pieces.next(kind, index, length, summaryIndex);
  const type = kinds[kind];
  return type === 'summary-delta' ? { type, index, summaryIndex, text } : { type, index, text };
}

function toBody(entry: object): TurnEventBody {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes them
  const body = entry as TurnEventBody;
  if (body.type !== 'failed') return body;
  const { code, message, param } = body.error;
  return { type: 'failed', error: errorOf(code, message, param) };
}

/** The error of a turn as it is kept. A code that this version does not know is `server_error`. */
export function errorOf(code: string, message: string, param: string | null): CodexServeError {
  const known: ErrorCode = errorCodes.find((each) => each === code) ?? 'server_error';
  return new CodexServeError(known, message, { param });
}

function kindOf(type: Delta['type']): Kind {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every delta has its place there
  return kinds.indexOf(type) as Kind;
}

function doneItems(events: readonly object[]): ReadonlyMap<number, OutputItem> {
  const items = new Map<number, OutputItem>();
  for (const event of events) {
    if (!isObject(event) || event['type'] !== 'item-done') continue;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an event of this type
    const { index, item } = event as unknown as { index: number; item: OutputItem };
    items.set(index, item);
  }
  return items;
}

/** Takes the texts of items piece by piece. */
interface Pieces {
  next(kind: Kind, index: number, length: number, summaryIndex: number): string;
}

function createPieces(items: ReadonlyMap<number, OutputItem>): Pieces {
  const texts = new Map<string, { readonly text: string; place: number }>();
  return {
    next(kind, index, length, summaryIndex) {
      const key = `${kind} ${index} ${summaryIndex}`;
      const item = items.get(index);
      const at = texts.get(key) ?? { text: textOf(item, kind, summaryIndex), place: 0 };
      texts.set(key, at);
      at.place += length;
      return at.text.slice(at.place - length, at.place);
    },
  };
}

function textOf(item: OutputItem | undefined, kind: Kind, summaryIndex: number): string {
  if (item?.type === 'message') {
    return item.parts
      .map((part) => {
        if (part.type === 'text') return kind === 0 ? part.text : '';
        return kind === 2 ? part.refusal : '';
      })
      .join('');
  }
  if (item?.type === 'reasoning') return item.summary[summaryIndex] ?? '';
  return item?.type === 'call' ? item.call.input : '';
}
