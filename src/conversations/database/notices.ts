import { EventLog, type Numbered } from '../../codex/streams/event-log.ts';
import type { EventStream } from '../../codex/streams/event-stream.ts';
import { mapStream } from '../../codex/streams/map-stream.ts';
import type { ConversationNotice } from '../conversation.ts';

/** Tells followers what happens to conversations. */
export interface Notices {
  follow(conversationId: string): EventStream<ConversationNotice>;
  /** A conversation that was deleted has no more notices. */
  tell(conversationId: string, notice: ConversationNotice): void;
  /** Ends all streams. */
  close(): void;
}

interface Entry extends Numbered {
  readonly notice: ConversationNotice;
}

interface Followed {
  readonly log: EventLog<Entry>;
  followers: number;
}

/** A follower that has missed more gets a `StreamGapError`. */
const capacity = 256;

/** Keeps nothing of a conversation that nobody follows. */
export function createNotices(): Notices {
  const all = new Map<string, Followed>();
  let isClosed = false;

  function followed(conversationId: string): Followed {
    const found = all.get(conversationId);
    if (found !== undefined) return found;
    const fresh = { log: new EventLog<Entry>(capacity), followers: 0 };
    if (isClosed) fresh.log.complete();
    else all.set(conversationId, fresh);
    return fresh;
  }

  return {
    follow(conversationId) {
      const entry = followed(conversationId);
      entry.followers += 1;
      const notices = mapStream(entry.log.read(entry.log.lastSequence), ({ notice }) => notice);
      return onEnd(notices, () => {
        entry.followers -= 1;
        if (entry.followers === 0 && all.get(conversationId) === entry) all.delete(conversationId);
      });
    },
    tell(conversationId, notice) {
      const log = all.get(conversationId)?.log;
      log?.append((sequence) => ({ sequence, notice }));
      if (notice.type !== 'deleted') return;
      log?.complete();
      all.delete(conversationId);
    },
    close() {
      isClosed = true;
      for (const { log } of all.values()) log.complete();
      all.clear();
    },
  };
}

/** The same stream. Calls back once, when it is closed, ends or fails. */
function onEnd<T>(stream: EventStream<T>, callback: () => void): EventStream<T> {
  let isOpen = true;
  const end = (): void => {
    if (isOpen) callback();
    isOpen = false;
  };
  return {
    async next() {
      try {
        const result = await stream.next();
        if (result.done === true) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      end();
      await stream.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
