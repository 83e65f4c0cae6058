import { describe, expect, it } from 'vitest';
import {
  isRunning,
  openCalls,
  unreadTimeline,
  withEarlier,
  withEvent,
  type ConversationEvent,
  type Item,
  type Timeline,
  type Turn,
} from '../../../web/src/conversations/timeline.ts';

function turn(id: string, status: Turn['status'] = 'COMPLETED', output: Item[] = []): Turn {
  return {
    id,
    completionId: `resp_${id}`,
    status,
    model: 'gpt',
    createdAt: '2026-11-28T00:00:00.000Z',
    endedAt: null,
    incompleteReason: null,
    unmet: [],
    input: [],
    output,
    usage: null,
    error: null,
  };
}

function pageOf(turns: readonly Turn[], startCursor: string | null) {
  return {
    edges: turns.map((node) => ({ node })),
    pageInfo: { hasPreviousPage: startCursor !== null, startCursor },
  };
}

const head = {
  id: 'conv_1',
  title: 'Tea',
  usedAt: '',
  owner: null,
  forkedFrom: null,
};

function state(turns: readonly Turn[], startCursor: string | null = null): ConversationEvent {
  return {
    __typename: 'ConversationState',
    conversationId: 'conv_1',
    conversation: { ...head, turns: pageOf(turns, startCursor) },
  };
}

function started(given: Turn): ConversationEvent {
  return { __typename: 'ConversationTurnStarted', conversationId: 'conv_1', turn: given };
}

function ended(given: Turn): ConversationEvent {
  return { __typename: 'ConversationTurnEnded', conversationId: 'conv_1', turn: given };
}

function after(...events: readonly ConversationEvent[]): Timeline {
  return events.reduce(withEvent, unreadTimeline);
}

function idsOf({ turns }: Timeline): string {
  return turns.map((each) => each.id + (isRunning(each) ? '…' : '')).join(' ');
}

describe('the timeline of a conversation', () => {
  it('adds a turn once, although its start and its end are told twice', () => {
    const [running, over] = [turn('b', 'IN_PROGRESS'), turn('b')];
    expect(idsOf(after(state([turn('a')]), started(running)))).toBe('a b…');
    expect(idsOf(after(state([turn('a'), over]), started(running), ended(over)))).toBe('a b');
    expect(idsOf(after(state([turn('a'), running]), started(running), ended(over)))).toBe('a b');
  });

  it('keeps the earlier turns when the state comes again', () => {
    const first = withEarlier(
      after(state([turn('c'), turn('d')], 'before-c')),
      pageOf([turn('a'), turn('b')], null),
    );
    expect(idsOf(first)).toBe('a b c d');
    expect(first.earlierBefore).toBeNull();
    const second = withEvent(first, state([turn('d'), turn('e')], 'before-d'));
    expect(idsOf(second)).toBe('a b c d e');
    expect(second.earlierBefore).toBeNull();
  });

  it('begins anew where turns may be missing between the old and the new ones', () => {
    const first = after(state([turn('a'), turn('b')]));
    const second = withEvent(first, state([turn('x'), turn('y')], 'before-x'));
    expect(idsOf(second)).toBe('x y');
    expect(second.earlierBefore).toBe('before-x');
  });

  it('tells that the conversation was deleted', () => {
    const gone = after(state([]), { __typename: 'ConversationDeleted', conversationId: 'conv_1' });
    expect(gone.end).toBe('deleted');
  });
});

describe('openCalls', () => {
  const call = (callId: string): Item => ({
    __typename: 'ToolCallItem',
    itemId: `fc_${callId}`,
    toolCall: { callId, name: 'f', namespace: null, input: '{}' },
  });

  it('gives the calls that wait for an output', () => {
    expect(openCalls([turn('a', 'COMPLETED', [call('1'), call('2')])])).toHaveLength(2);
    expect(openCalls([turn('a', 'COMPLETED', [call('1')]), turn('b')])).toEqual([]);
    expect(openCalls([])).toEqual([]);
  });

  it('still gives them after a turn that failed', () => {
    const turns = [turn('a', 'COMPLETED', [call('1')]), turn('b', 'FAILED')];
    expect(openCalls(turns).map(({ callId }) => callId)).toEqual(['1']);
  });

  it('gives none of an answer that was cut', () => {
    expect(openCalls([turn('a', 'INCOMPLETE', [call('1')])])).toEqual([]);
  });
});
