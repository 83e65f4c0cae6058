import { CodexServeError } from '../../errors/errors.ts';
import type { RawItem } from '../raw-item.ts';
import {
  openConversation,
  sealConversation,
  type CompactedConversation,
} from './compaction-token.ts';
import { keptMessages } from './kept-items.ts';
import { createSeal, isSealed } from './seal.ts';
import { inPlaceOf } from './words.ts';
import { newId } from '../../util/new-id.ts';

/** Makes compacted conversations, and reads them. */
export interface Compactions {
  /** The item that stands for a compacted conversation. Only this caller can send it back. */
  item(conversation: CompactedConversation): RawItem;
  /**
   * What the model is to see of a conversation that may hold compacted ones: what each of them holds
   * takes its place, and a conversation that continues after its own compaction begins there.
   * Compactions by the service itself stay as they are. Throws `invalid_encrypted_content` for an
   * item that cannot be opened, and in `input` for one of another caller.
   *
   * @param history Was checked when it was the input.
   */
  expand(
    history: readonly RawItem[],
    input: readonly RawItem[],
    callerId: string,
  ): { readonly history: RawItem[]; readonly input: RawItem[] };
}

/** @param key 32 bytes, which must be the same ones after a restart. */
export function createCompactions(key: Buffer): Compactions {
  const seal = createSeal(key);

  /** @param callerId Null opens anybody's. */
  function open(item: RawItem, callerId: string | null): readonly RawItem[] {
    const token = item['encrypted_content'];
    if (typeof token !== 'string' || !isSealed(token)) return [item];
    const found = openConversation(seal, token);
    if (found === null || (callerId !== null && found.caller !== callerId)) throw unverified(item);
    return [toMessage(item.id, found.summary), ...found.kept];
  }

  function expandAll(items: readonly RawItem[], callerId: string | null): RawItem[] {
    return items.flatMap((item) => {
      if (item.type === 'compaction_trigger') return [];
      return item.type === 'compaction' ? open(item, callerId) : [item];
    });
  }

  return {
    item: (conversation) => ({
      id: newId('cmp_'),
      type: 'compaction',
      encrypted_content: sealConversation(seal, conversation),
    }),
    expand: (history, input, callerId) => ({
      history: expandAll(sinceCompaction(history), null),
      input: expandAll(input, callerId),
    }),
  };
}

/** A conversation from its last own compaction on, after what stays of that before it. */
function sinceCompaction(items: readonly RawItem[]): readonly RawItem[] {
  const trigger = items.findLastIndex(
    ({ type }, index) => type === 'compaction_trigger' && items[index + 1]?.type === 'compaction',
  );
  if (trigger === -1) return items;
  return [...keptMessages(items.slice(0, trigger)), ...items.slice(trigger + 1)];
}

function toMessage(id: string, summary: string): RawItem {
  return {
    id: id.replace(/^cmp_/, 'msg_'),
    type: 'message',
    role: 'user',
    content: [{ type: 'input_text', text: inPlaceOf(summary) }],
  };
}

/** The code is OpenAI's, and so is the beginning of the message. */
function unverified({ id }: RawItem): CodexServeError {
  const message = `The encrypted content of the compaction item '${id}' could not be verified: it was changed, or made for another caller or by another gateway.`;
  return new CodexServeError('invalid_encrypted_content', message, { param: 'input' });
}
