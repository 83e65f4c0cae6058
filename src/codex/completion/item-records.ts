import type { CallItem, HostedItem, ItemStatus } from './item.ts';
import type { MessageRecord } from './message-record.ts';
import type { ReasoningRecord } from './reasoning-record.ts';
import type { JsonObject } from './tools.ts';
import type { WrittenCall } from './written-calls.ts';

/** A call of a tool that the client runs. */
export class CallRecord {
  readonly type = 'call';
  readonly id: string;
  readonly written: WrittenCall;
  status: ItemStatus = 'in_progress';

  constructor(id: string, written: WrittenCall) {
    this.id = id;
    this.written = written;
  }

  /** It as it began. */
  begun(): CallItem {
    const call = { ...this.written.start, input: '' };
    return { type: 'call', id: this.id, status: 'in_progress', call };
  }

  /** It as it stands now. */
  item(): CallItem {
    return { type: 'call', id: this.id, status: this.status, call: this.written.call };
  }
}

/** A call of a tool that the service ran. */
export class HostedRecord {
  readonly type = 'hosted';
  readonly id: string;
  readonly #first: JsonObject;
  #raw: JsonObject;
  status: ItemStatus = 'in_progress';

  /** @param raw The call as the service reports it at its beginning. */
  constructor(id: string, raw: JsonObject) {
    this.id = id;
    this.#first = raw;
    this.#raw = raw;
  }

  /** It is whole. */
  end(raw: JsonObject): void {
    this.#raw = raw;
  }

  /** It as it began. */
  begun(): HostedItem {
    return { type: 'hosted', id: this.id, status: 'in_progress', raw: this.#first };
  }

  /** It as it stands now. */
  item(): HostedItem {
    return { type: 'hosted', id: this.id, status: this.status, raw: this.#raw };
  }
}

/** The record of one item. */
export type ItemRecord = MessageRecord | ReasoningRecord | CallRecord | HostedRecord;
