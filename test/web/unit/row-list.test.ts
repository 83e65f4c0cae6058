import { describe, expect, it } from 'vitest';
import { filterOf } from '../../../web/src/board/row-filter.ts';
import { createRowList, type RowList } from '../../../web/src/board/row-list.ts';
import type { Row } from '../../../web/src/board/row.ts';

const start = Date.parse('2026-11-27T10:00:00Z');

function row(id: string, second: number, changes: Partial<Row> = {}): Row {
  return {
    completionId: id,
    requestId: `req-${id}`,
    status: 'COMPLETED',
    model: 'gpt-5.5',
    effort: null,
    surface: 'CHAT_COMPLETIONS',
    surfaceName: 'CHAT_COMPLETIONS',
    createdAt: new Date(start + second * 1000).toISOString(),
    firstTokenAt: null,
    endedAt: null,
    queuedMs: 0,
    durationMs: second,
    timeToFirstTokenMs: null,
    finishReason: null,
    errorCode: null,
    conversationId: null,
    client: { keyName: null, program: 'curl', userAgent: 'curl/8.1' },
    usage: null,
    request: null,
    ...changes,
  };
}

function listOf(address: string, ...rows: Row[]): RowList {
  const list = createRowList(filterOf(new URLSearchParams(address)));
  list.put(rows);
  list.flush();
  return list;
}

function shown(list: RowList): string[] {
  return list.view.get().rows.map(({ completionId }) => completionId);
}

describe('the rows of the board', () => {
  it('has running ones first, then ended ones, newest first', () => {
    const list = listOf('', row('a', 1), row('b', 2, { status: 'RUNNING' }), row('c', 3));

    expect(shown(list)).toEqual(['b', 'c', 'a']);
  });

  it('orders by duration on request, a running one by its age', () => {
    const list = listOf(
      'order=longest',
      row('a', 5),
      row('b', 9),
      row('c', 7, { status: 'RUNNING' }),
      row('d', 8, { status: 'QUEUED' }),
    );

    expect(shown(list)).toEqual(['c', 'd', 'b', 'a']);
  });

  it('does not move while the reader is at it, and counts what waits', () => {
    const list = listOf('', row('a', 1, { status: 'RUNNING' }), row('b', 0));
    list.hold(true);
    list.put([row('c', 2, { status: 'RUNNING' }), row('a', 1)]);
    list.flush();

    expect(shown(list)).toEqual(['a', 'b']);
    expect(list.view.get().rows[0]?.status).toBe('COMPLETED');
    expect(list.view.get().newCount).toBe(1);

    list.showNew();
    expect(shown(list)).toEqual(['c', 'a', 'b']);
    list.put([row('d', 3)]);
    list.flush();
    expect(list.view.get().newCount).toBe(1);

    list.hold(false);
    expect(shown(list)).toEqual(['c', 'd', 'a', 'b']);
  });

  it('shows its first rows to a reader who is at it before there are any', () => {
    const list = listOf('');
    list.hold(true);
    list.reset([row('a', 1)]);
    list.flush();

    expect(list.view.get()).toMatchObject({ newCount: 0, rows: [{ completionId: 'a' }] });

    list.put([row('b', 2)]);
    list.flush();

    expect(list.view.get()).toMatchObject({ newCount: 1, rows: [{ completionId: 'a' }] });
  });

  it('shows what is there to a reader whose rows are all gone', () => {
    const list = listOf('', row('a', 1));
    list.hold(true);
    list.reset([row('b', 2), row('c', 3)]);
    list.flush();

    expect(shown(list)).toEqual(['c', 'b']);
    expect(list.view.get().newCount).toBe(0);
  });

  it('shows what the search of the gateway found, by whatever it found it', () => {
    const list = listOf('search=only-the-gateway-knows');
    list.reset([row('a', 1)]);
    list.append([row('b', 0)]);
    list.put([row('a', 1, { status: 'FAILED' }), row('c', 2)]);
    list.flush();

    expect(shown(list)).toEqual(['a', 'b']);
  });

  it('adds older rows at its end, also while the reader is at it', () => {
    const list = listOf('', row('b', 2));
    list.hold(true);
    list.append([row('a', 1)]);

    expect(shown(list)).toEqual(['b', 'a']);
    expect(list.view.get().newCount).toBe(0);
  });

  it('never goes back from an end to a running state that comes late', () => {
    const list = listOf('', row('a', 1));
    list.put([row('a', 1, { status: 'RUNNING' })]);
    list.flush();

    expect(list.view.get().rows[0]?.status).toBe('COMPLETED');
  });

  it.each([
    ['search=REQ-B', ['b']],
    ['search=python', ['b']],
    ['search=CURL/8', ['a']],
    ['search=rate_limit', ['b']],
    ['model=gpt-6', ['a']],
    ['program=curl', ['a', 'c']],
    ['key=ada', ['c']],
    ['status=failed', ['b']],
    ['status=unknown', ['a', 'b', 'c']],
    ['surface=graphql', ['c']],
  ])('keeps those of %s', (address, expected) => {
    const list = listOf(
      address,
      row('a', 3, { model: 'gpt-6' }),
      row('b', 2, {
        status: 'FAILED',
        errorCode: 'RATE_LIMIT_EXCEEDED',
        client: { keyName: null, program: 'OpenAI/Python', userAgent: null },
      }),
      row('c', 1, {
        surface: 'GRAPHQL',
        surfaceName: 'GRAPHQL',
        client: { keyName: 'ada', program: 'curl', userAgent: null },
      }),
    );

    expect(shown(list)).toEqual(expected);
  });
});
