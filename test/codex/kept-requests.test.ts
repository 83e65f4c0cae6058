import { beforeEach, describe, expect, it } from 'vitest';
import { createKeptRequests, type KeptRequests } from '../../src/codex/completion/kept-requests.ts';
import { localCaller } from '../support/callers.ts';
import { LiveCompletion } from '../../src/codex/completion/live-completion.ts';
import { ask } from '../support/core.ts';

const room = 100;
let known: Set<string>;
let kept: KeptRequests;

beforeEach(() => {
  known = new Set();
  kept = createKeptRequests((id) => known.has(id), room);
});

/** A completion that has ended, of a request of so many characters. */
async function end(id: string, size: number, finishReason: 'stop' | 'tool_calls'): Promise<void> {
  known.add(id);
  const completion = new LiveCompletion({
    id,
    model: 'm',
    effort: null,
    surface: 'GRAPHQL',
    caller: localCaller,
  });
  completion.finish(finishReason, null);
  // The size counts the empty list of tools.
  kept.ended(completion, ask('x'.repeat(size - '[]'.length), { isKept: true }));
}

const keptOf = (...ids: string[]): string[] => ids.filter((id) => kept.get(id) !== undefined);

describe('kept requests', () => {
  it('are those of completions that ended in tool calls', async () => {
    await end('a', 10, 'tool_calls');
    await end('b', 10, 'stop');
    expect(keptOf('a', 'b')).toEqual(['a']);
  });

  it('go with their completion', async () => {
    await end('a', 10, 'tool_calls');
    known.delete('a');
    expect(keptOf('a')).toEqual([]);
  });

  it('go oldest first where there is no more room, and what is gone takes none', async () => {
    await end('a', 40, 'tool_calls');
    await end('b', 40, 'tool_calls');
    await end('c', 20, 'tool_calls');
    expect(keptOf('a', 'b', 'c')).toEqual(['a', 'b', 'c']);
    await end('d', 1 + '[]'.length, 'tool_calls');
    expect(keptOf('a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd']);
    known.delete('b');
    await end('e', 60, 'tool_calls');
    expect(keptOf('b', 'c', 'd', 'e')).toEqual(['c', 'd', 'e']);
  });

  it('hold the last one whatever its size', async () => {
    await end('a', 40, 'tool_calls');
    await end('b', 1000, 'tool_calls');
    expect(keptOf('a', 'b')).toEqual(['b']);
  });
});
