import type { OutputItem } from '../../codex/completion/item.ts';
import { toRawHosted } from '../../conversations/items/hosted-items.ts';
import { joinTexts } from '../../conversations/items/joined-texts.ts';
import type { ShownItem } from './shown-item.ts';

/** An item of an answer as GraphQL shows it, whether it is whole or not. */
export function fromOutput(item: OutputItem): ShownItem {
  switch (item.type) {
    case 'message':
      return { ...item, role: 'assistant', parts: joinTexts(item.parts) };
    case 'hosted':
      return { ...item, raw: toRawHosted(item) };
    case 'reasoning':
    case 'call':
    default:
      return item;
  }
}
