import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createCompactions } from '../../../src/conversations/compaction/compactions.ts';
import { keptMessages, splitOpenCalls } from '../../../src/conversations/compaction/kept-items.ts';
import type { RawItem } from '../../../src/conversations/raw-item.ts';

const key = Buffer.alloc(32, 1);
const compactions = createCompactions(key);

function said(id: string, role: string, text: string): RawItem {
  return { id, type: 'message', role, content: [{ type: 'input_text', text }] };
}

function call(id: string): RawItem {
  return { id: `fc_${id}`, type: 'function_call', call_id: id, name: 'look', arguments: '{}' };
}

function output(id: string): RawItem {
  return { id: `fco_${id}`, type: 'function_call_output', call_id: id, output: 'seen' };
}

const summary = 'The user counts ships.';
const trigger: RawItem = { id: 'ct_1', type: 'compaction_trigger' };
const inWords =
  'The conversation up to here was replaced by this summary, which the model that led it has written. Build on what has been done already, and do not repeat it.\n\nThe user counts ships.';

describe('a compaction', () => {
  it('reaches the model as the text of its summary, and the calls that wait for their outputs', () => {
    const item = compactions.item({ caller: 'alice', summary, kept: [call('1')] });
    expect(item).toMatchObject({ type: 'compaction', id: expect.stringMatching(/^cmp_/) });
    const next = said('msg_9', 'user', 'Continue.');
    // Another gateway process with the same key.
    const { history, input } = createCompactions(key).expand(
      [],
      [item, output('1'), next],
      'alice',
    );
    expect(history).toEqual([]);
    expect(input).toEqual([
      said(item.id.replace('cmp', 'msg'), 'user', inWords),
      call('1'),
      output('1'),
      next,
    ]);
  });

  it('is refused from another caller, from another gateway, and after a change', () => {
    const item = compactions.item({ caller: 'alice', summary, kept: [] });
    const message = `The encrypted content of the compaction item '${item.id}' could not be verified: it was changed, or made for another caller or by another gateway.`;
    const refusal = expect.objectContaining({
      code: 'invalid_encrypted_content',
      param: 'input',
      message,
    });
    const { encrypted_content: token } = z.object({ encrypted_content: z.string() }).parse(item);
    const changed = { ...item, encrypted_content: `${token.slice(0, -6)}AAAAAA` };
    expect(() => compactions.expand([], [item], 'bob')).toThrow(refusal);
    expect(() => createCompactions(Buffer.alloc(32, 2)).expand([], [item], 'alice')).toThrow(
      refusal,
    );
    expect(() => compactions.expand([], [changed], 'alice')).toThrow(refusal);
  });

  it('opens in a history for anyone who may read that', () => {
    const item = compactions.item({ caller: 'alice', summary, kept: [] });
    expect(compactions.expand([item], [], 'admin').history).toHaveLength(1);
  });

  it('of the service itself stays as it is', () => {
    const item = { id: 'cmp_1', type: 'compaction', encrypted_content: 'gAAAAABpM0Yj-' };
    expect(compactions.expand([item], [item], 'alice')).toEqual({ history: [item], input: [item] });
  });

  it('takes the place of everything before it in a history, but of the messages that stay', () => {
    const item = compactions.item({ caller: 'alice', summary, kept: [] });
    const before = [
      said('msg_1', 'developer', 'Be brief.'),
      said('msg_2', 'user', 'Count.'),
      said('msg_3', 'assistant', 'One.'),
      call('1'),
      output('1'),
    ];
    const after = said('msg_4', 'user', 'More.');
    const { history } = compactions.expand([...before, trigger, item, after], [], 'alice');
    expect(history.map(({ id }) => id)).toEqual([
      'msg_1',
      'msg_2',
      item.id.replace('cmp', 'msg'),
      'msg_4',
    ]);
  });
});

describe('the messages that stay', () => {
  it('are all of the developer, and the last ones of the user that fit', () => {
    const long = 'x'.repeat(90_000);
    const items = [
      said('d1', 'developer', 'Be brief.'),
      said('u1', 'user', 'short'),
      said('u2', 'user', long),
      said('a1', 'assistant', 'Yes.'),
      said('u3', 'user', long),
      said('u4', 'user', long),
      said('s1', 'system', 'Be kind.'),
    ];
    expect(keptMessages(items).map(({ id }) => id)).toEqual(['d1', 'u3', 'u4', 's1']);
  });

  it('hold the very last one of the user, however long', () => {
    const items = [said('u1', 'user', 'short'), said('u2', 'user', 'x'.repeat(300_000))];
    expect(keptMessages(items).map(({ id }) => id)).toEqual(['u2']);
  });
});

it('calls without an output are set apart', () => {
  const custom = { id: 'ctc_3', type: 'custom_tool_call', call_id: '3', name: 'run', input: 'ls' };
  const { closed, open } = splitOpenCalls([call('1'), call('2'), custom, output('2')]);
  expect(closed).toEqual([call('2'), output('2')]);
  expect(open).toEqual([call('1'), custom]);
});
