import { randomUUID } from 'node:crypto';
import type { ConversationStore, Reader } from '../../../src/conversations/conversation-store.ts';
import type { RawItem } from '../../../src/conversations/raw-item.ts';
import type { NewTurn, TurnEnd } from '../../../src/conversations/turn.ts';

/** The owner of what tests keep. */
export const alice: Reader = { id: 'key:alice', seesAll: false };
/** Somebody else. */
export const bob: Reader = { id: 'key:bob', seesAll: false };
/** Sees what everybody keeps. */
export const admin: Reader = { id: 'admin', seesAll: true };

/** An id of that kind: `resp_…`. */
export function newId(prefix: string): string {
  return `${prefix}_${randomUUID().replaceAll('-', '')}`;
}

/** A message of the user. */
export function userMessage(text: string, id = newId('msg')): RawItem {
  return { id, type: 'message', role: 'user', content: [{ type: 'input_text', text }] };
}

/** A message of the model. */
export function answerMessage(text: string, id = newId('msg')): RawItem {
  return {
    id,
    type: 'message',
    role: 'assistant',
    status: 'completed',
    content: [{ type: 'output_text', text, annotations: [] }],
  };
}

/** A turn that begins a conversation. */
export function newTurn(more: Partial<NewTurn> = {}): NewTurn {
  return {
    id: newId('resp'),
    owner: alice.id,
    surface: 'RESPONSES',
    createdAt: new Date(),
    status: 'in_progress',
    conversationId: newId('conv'),
    previousId: null,
    model: 'gpt-5.5',
    input: [userMessage('Hi')],
    settings: {},
    ...more,
  };
}

/** The end of a turn that was answered. */
export function turnEnd(more: Partial<TurnEnd> = {}): TurnEnd {
  return {
    status: 'completed',
    endedAt: new Date(),
    output: [answerMessage('Hello!')],
    usage: null,
    error: null,
    incompleteReason: null,
    unmet: [],
    events: null,
    ...more,
  };
}

/** What is said in a turn of a test. */
export interface Said {
  readonly ask: string;
  readonly answer: string;
}

/** Begins and ends a turn. Resolves with it as it began. */
export async function say(
  store: ConversationStore,
  { ask, answer }: Said,
  more: Partial<NewTurn> = {},
): Promise<NewTurn> {
  const turn = newTurn({ input: [userMessage(ask)], ...more });
  await store.beginTurn(turn);
  await store.endTurn(turn.id, turnEnd({ output: [answerMessage(answer)] }));
  return turn;
}

/** The texts of items, in their order. */
export function textsOf(items: readonly RawItem[] | undefined): unknown[] | undefined {
  return items?.map(({ content }) => {
    const [part] = Array.isArray(content) ? content : [];
    return part instanceof Object ? Reflect.get(part, 'text') : content;
  });
}
