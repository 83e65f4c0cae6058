import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionResult } from '../../src/codex/completion/completion.ts';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { Behaviour } from '../../src/standin/index.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { functionTool } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';

const tools = [functionTool('weather')];

describe.each(['websocket', 'sse'] as const)('over %s an answer ends', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ transport, tokensPerSecond: 2000 });
  });
  afterAll(async () => {
    await test.close();
  });
  afterEach(() => {
    test.standIn.behave(undefined);
  });

  /** Runs a request; the service answers the first attempt so, and any other with `Follow-up.` */
  async function run(first: Behaviour, request: CompletionRequest): Promise<CompletionResult> {
    const others: Behaviour = { kind: 'text', text: 'Sorry, I cannot. Follow-up.' };
    const hello = whenAsked('hello', first, others);
    test.standIn.behave((sent) => hello(sent) ?? others);
    return await (await test.core.run(request, never())).result();
  }

  /** What the service was sent since: the texts of all messages. */
  function textsSince(index: number): string[] {
    return test.standIn.requests
      .slice(index)
      .filter(({ prewarm }) => !prewarm)
      .map(({ input }) => JSON.stringify(input));
  }

  it.each([
    ['in mid-text', 3, 'tok0 tok1 tok2'],
    ['before any text', 0, ''],
  ])('at the first content filter, %s', async (_, afterTokens, said) => {
    const before = test.standIn.requests.length;
    const text = 'tok0 tok1 tok2 tok3';
    const reason = 'content_filter';
    const result = await run({ kind: 'incomplete', reason, afterTokens, text }, ask('hello'));

    expect(result).toMatchObject({ text: said, finishReason: 'content_filter' });
    await test.standIn.waitFor(({ active }) => active === 0);
    expect(textsSince(before)).toHaveLength(1);
    expect(textsSince(before).join('')).not.toContain('content_filter_guidance');
  });

  it('at the first content filter where a tool must be called', async () => {
    const reason = 'content_filter';
    const request = ask('hello', { tools, toolChoice: 'required' });
    const result = await run(
      { kind: 'incomplete', reason, afterTokens: 2, text: 'a b c' },
      request,
    );

    expect(result).toMatchObject({ text: 'a b', finishReason: 'content_filter', toolCalls: [] });
  });

  it.each([
    ['of a tool that there is not', [{ name: 'nope', arguments: '{}' }]],
    ['with arguments that are no JSON', [{ name: 'weather', arguments: '{oops' }]],
    ['with arguments that are no object', [{ name: 'weather', arguments: '5' }]],
    ["of a tool of Codex's", [{ name: 'exec_command', arguments: '{"cmd":"ls"}' }]],
    [
      'of which one can be run',
      [
        { name: 'weather', arguments: '{"city":"Rome"}' },
        { name: 'nope', arguments: '{}' },
      ],
    ],
  ])('at a call %s, with nothing of what Codex asks next', async (_, calls) => {
    const result = await run({ kind: 'calls', calls }, ask('hello', { tools }));

    expect(result).toMatchObject({ text: '', finishReason: 'tool_calls' });
    expect(result.toolCalls.map(({ name, input }) => ({ name, arguments: input }))).toEqual(calls);
  });

  it('whole, in one request, where the conversation is longer than the context window', async () => {
    const before = test.standIn.requests.length;
    const long = `${'word '.repeat(400_000)} Count to 3`;
    const completion = await test.core.run(ask(long), never());
    await completion.result();

    expect(textsSince(before)).toHaveLength(1);
  });

  it('only after a retry that repeats the same request', async () => {
    const before = test.standIn.requests.length;
    const result = await run({ kind: 'cut', after: 'nothing' }, ask('hello'));
    const [first, second] = textsSince(before);

    expect(result).toMatchObject({ text: 'Sorry, I cannot. Follow-up.' });
    expect(second).toBe(first);
  });
});
