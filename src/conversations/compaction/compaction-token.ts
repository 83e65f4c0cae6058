import { isObject } from '../../codex/completion/is-object.ts';
import type { RawItem } from '../raw-item.ts';
import type { Seal } from './seal.ts';

/** What is left of a conversation that was compacted. */
export interface CompactedConversation {
  /** The id of the caller it was made for. */
  readonly caller: string;
  /** What the model wrote about everything that was said. */
  readonly summary: string;
  /** Items that a summary cannot stand for: calls that have no output yet, in order. */
  readonly kept: readonly RawItem[];
}

/** The token of a compacted conversation. */
export function sealConversation(seal: Seal, conversation: CompactedConversation): string {
  return seal.close(JSON.stringify(conversation));
}

/** What a token holds; null where it is not one of this seal's. */
export function openConversation(seal: Seal, token: string): CompactedConversation | null {
  const text = seal.open(token);
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  if (!isObject(value)) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only this file writes what a seal holds
  return value as unknown as CompactedConversation;
}
