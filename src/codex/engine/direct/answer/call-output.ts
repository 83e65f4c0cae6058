import type { ToolCall } from '../../../completion/tools.ts';
import type { TurnListener } from '../../turn.ts';
import { divergedError } from '../../service/output/retry-guard.ts';

/** What the service says of a call. */
export interface RawCall {
  readonly type: ToolCall['type'];
  /** Its `call_id`. */
  readonly id: string;
  /** Of its item. */
  readonly itemId: string;
  /** Empty for a tool in none. */
  readonly namespace: string;
  readonly name: string;
  /** All of it once the call is whole; empty before. */
  readonly input: string;
}

interface GivenCall extends RawCall {
  /** What the listener has received so far. */
  input: string;
  /** Whether the listener knows of the call. */
  isAnnounced: boolean;
  isWhole: boolean;
}

interface OpenCall {
  readonly call: GivenCall;
  /** How many characters of the input this attempt has brought. */
  seen: number;
}

/**
 * The calls of an answer. Passes on each call and each piece of its input once. If the answer starts
 * again, its calls must repeat what was passed on; they keep the ids that the client has.
 */
export class CallOutput {
  readonly #listener: TurnListener;
  readonly #onNew: () => void;
  readonly #given: GivenCall[] = [];
  /** How many of them the current attempt has reached. */
  #place = 0;
  /** The calls that are being written, by their items in this attempt. */
  readonly #open = new Map<string, OpenCall>();
  /** The id that the client has for a call, by the id of a later attempt. */
  readonly #clientIds = new Map<string, string>();

  /** @param onNew Called before anything new is passed on. */
  constructor(listener: TurnListener, onNew: () => void) {
    this.#listener = listener;
    this.#onNew = onNew;
  }

  /** Whether this attempt has any. */
  get hasAny(): boolean {
    return this.#place > 0;
  }

  /** Whether this attempt has repeated all calls that the client knows of, and all of them are whole. */
  get areWhole(): boolean {
    const isAtEnd = this.#place > 0 && this.#place === this.#given.length;
    return isAtEnd && this.#open.size === 0 && this.#given.every(({ isWhole }) => isWhole);
  }

  /** Whether an earlier attempt had calls that this one has not reached. */
  get areMissing(): boolean {
    return this.#place < this.#given.length;
  }

  /** The whole calls, as the client has them. */
  get whole(): readonly ToolCall[] {
    return this.#given.filter(({ isWhole }) => isWhole).map((call) => clientCall(call));
  }

  /** The id by which the client knows a call. */
  clientId(id: string): string {
    return this.#clientIds.get(id) ?? id;
  }

  /** Whether the client knows a call by another id than the service's last one. */
  get hasOtherIds(): boolean {
    return this.#clientIds.size > 0;
  }

  /** The model begins a call. Throws `answer_diverged` if an earlier attempt had another one here. */
  added(raw: RawCall): void {
    // Some services name a call only at its end.
    if (raw.name === '' || raw.id === '') return;
    const { call } = this.#begin(raw);
    if (call.isAnnounced || call.isWhole) return;
    call.isAnnounced = true;
    this.#onNew();
    const { input: _, ...start } = clientCall(call);
    this.#listener.callAdded(start);
  }

  /** More of the input of an open call. Throws as `added` does. */
  delta(itemId: string, text: string): void {
    const open = this.#open.get(itemId);
    if (open !== undefined) this.#grow(open, text);
  }

  /** The answer ends within a call, which stays open. Throws as `added` does. */
  cut(raw: RawCall): void {
    if (!this.#open.has(raw.itemId)) this.added(raw);
    const open = this.#open.get(raw.itemId);
    if (open !== undefined) this.#grow(open, raw.input.slice(open.seen));
  }

  /** A call is whole. Throws as `added` does. */
  done(raw: RawCall): void {
    const { call } = this.#open.get(raw.itemId) ?? this.#begin(raw);
    this.#open.delete(raw.itemId);
    const isKnown = call.isWhole ? call.input === raw.input : raw.input.startsWith(call.input);
    if (!isKnown) throw divergedError();
    if (call.isWhole) return;
    this.#onNew();
    call.input = raw.input;
    call.isWhole = true;
    this.#listener.toolCall(clientCall(call), call.itemId === '' ? undefined : call.itemId);
  }

  /** The answer starts again. */
  restart(): void {
    this.#place = 0;
    this.#open.clear();
  }

  #begin(raw: RawCall): OpenCall {
    const known = this.#given[this.#place];
    this.#place += 1;
    if (known !== undefined && !isOfOneTool(known, raw)) throw divergedError();
    const call = known ?? { ...raw, input: '', isAnnounced: false, isWhole: false };
    if (known === undefined) this.#given.push(call);
    else if (known.id !== raw.id) this.#clientIds.set(raw.id, known.id);
    const open = { call, seen: 0 };
    this.#open.set(raw.itemId, open);
    return open;
  }

  #grow(open: OpenCall, text: string): void {
    const { call, seen } = open;
    const known = call.input.slice(seen, seen + text.length);
    if (!text.startsWith(known)) throw divergedError();
    open.seen += text.length;
    if (known.length === text.length) return;
    const fresh = text.slice(known.length);
    call.input += fresh;
    this.#onNew();
    this.#listener.callDelta(call.id, fresh);
  }
}

function isOfOneTool(one: RawCall, other: RawCall): boolean {
  const { type, namespace, name } = other;
  return one.type === type && one.namespace === namespace && one.name === name;
}

function clientCall({ type, id, itemId, namespace, name, input }: GivenCall): ToolCall {
  return {
    type,
    id,
    ...(itemId !== '' && { itemId }),
    name,
    ...(namespace !== '' && { namespace }),
    input,
  };
}
