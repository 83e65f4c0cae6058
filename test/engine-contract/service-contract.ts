import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { Behaviour } from '../../src/standin/index.ts';
import { ask } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool } from '../support/tool-loop.ts';
import { whenAsked } from '../support/when-asked.ts';
import { bodyFor, goldenBody, goldenRequest } from './golden-body.ts';
import type { EngineWithService, StartEngine } from './harness.ts';
import { endOf, runOn } from './recorded-answer.ts';

/** Each fault of the service and the code of the error that it becomes. */
const faults: readonly (readonly [name: string, fault: Behaviour, code: string])[] = [
  ['a 400', { kind: 'status', status: 400 }, 'invalid_request'],
  ['a 401', { kind: 'status', status: 401 }, 'codex_login_required'],
  ['a 429', { kind: 'status', status: 429 }, 'rate_limit_exceeded'],
  ['a 503', { kind: 'status', status: 503 }, 'server_overloaded'],
  [
    'context_length_exceeded in the stream',
    { kind: 'failed', code: 'context_length_exceeded', message: 'Too long.' },
    'context_length_exceeded',
  ],
];

/**
 * What every engine must do on a service: what it asks, and what becomes of faults.
 *
 * @param engineName Names the files in `bodies/` with what the engine sends over each transport.
 */
export function engineServiceContract(start: StartEngine, engineName: string): void {
  let test: EngineWithService;
  beforeAll(async () => {
    test = await start();
  });
  afterEach(async () => {
    test.standIn.behave(undefined);
    await vi.waitUntil(async () => (await test.leftovers()) === 0, { timeout: 10_000 });
  });
  afterAll(async () => {
    await test.close();
  });

  it('asks the service what the client sent, and nothing else', async () => {
    const request = ask('Say exactly: plain', {
      messages: [
        { role: 'system', content: [{ type: 'text', text: 'be concise' }] },
        { role: 'user', content: [{ type: 'text', text: 'Say exactly: plain' }] },
      ],
    });
    await runOn(test.engine, request).ended;
    const { input, instructions, tools } = lastAsked(test.standIn)?.body ?? {};

    expect(instructions ?? '').toBe('');
    expect(tools ?? []).toEqual([]);
    expect(input).toMatchObject([
      { role: expect.stringMatching(/^(?:system|developer)$/), content: [{ text: 'be concise' }] },
      { role: 'user', content: [{ text: 'Say exactly: plain' }] },
    ]);
  });

  it('sends the service no other member than the ones of its file', async () => {
    await runOn(test.engine, goldenRequest).ended;
    const { body = {}, transport } = lastAsked(test.standIn) ?? {};
    expect(bodyFor(body)).toEqual(await goldenBody(`${engineName}-${transport}`));
  });

  it('passes on the usage that the service reports', async () => {
    const answer = runOn(test.engine, ask('Count to 3'));
    await answer.ended;
    expect(endOf(answer)).toMatchObject({
      outcome: {
        usage: { inputTokens: 8, outputTokens: 67, reasoningOutputTokens: 64, totalTokens: 75 },
      },
    });
  });

  it.each([0, 1, 2, 7])(
    'repeats no text where the connection breaks after %i tokens',
    async (k) => {
      const text = `Say exactly: one two three four five six seven ${k}`;
      test.standIn.behave(whenAsked(text, { kind: 'cut', after: k }, undefined));
      const answer = runOn(test.engine, ask(text));
      await answer.ended;
      expect(answer.text).toBe(`one two three four five six seven ${k}`);
      expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'stop' } });
    },
  );

  it('calls an answer that differs the second time diverged, and repeats none of it', async () => {
    const text = 'Say exactly: first of all';
    const cut: Behaviour = { kind: 'cut', after: 2 };
    test.standIn.behave(whenAsked(text, cut, { kind: 'text', text: 'Something else.' }));
    const answer = runOn(test.engine, ask(text));
    await answer.ended;
    expect('first of all'.startsWith(answer.text)).toBe(true);
    expect(endOf(answer)).toEqual({ type: 'failed', code: 'answer_diverged' });
  });

  it.each([
    ['no call', []],
    ['one call', ['{"a":1}']],
    [
      'three calls, one with arguments that are no JSON',
      ['{"a":1}', '{"a": 2,\n "b":"é"}', '{"a":'],
    ],
  ])('passes on %s byte for byte', async (_name, inputs) => {
    const text = `call them ${inputs.length}`;
    const calls = inputs.map((input) => ({ name: 'count', arguments: input }));
    test.standIn.behave(
      whenAsked(
        text,
        calls.length === 0 ? { kind: 'text', text: 'None.' } : { kind: 'calls', calls },
      ),
    );
    const answer = runOn(test.engine, ask(text, { tools: [functionTool('count')] }));
    await answer.ended;
    expect(answer.calls.map(({ name, input }) => [name, input])).toEqual(
      inputs.map((input) => ['count', input]),
    );
  });

  it('gives the text before calls, and the calls after it', async () => {
    const text = 'Say something and call';
    const calls = ['{"city":"Oslo"}', '{"city":"Rome"}'];
    test.standIn.behave(
      whenAsked(text, {
        kind: 'items',
        items: [
          { kind: 'message', text: 'Let me see.' },
          ...calls.map((input, n) => ({
            kind: 'function_call' as const,
            name: 'get_weather',
            input,
            callId: `call_${n}`,
          })),
        ],
      }),
    );
    const answer = runOn(test.engine, ask(text, { tools: [functionTool('get_weather')] }));
    await answer.ended;
    expect(answer.text).toBe('Let me see.');
    expect(answer.calls).toMatchObject(
      calls.map((input, n) => ({
        type: 'function',
        id: `call_${n}`,
        name: 'get_weather',
        input,
      })),
    );
    const order = answer.heard.map(({ type }) => type);
    expect(order.lastIndexOf('delta')).toBeLessThan(order.indexOf('call'));
    expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason: 'tool_calls' } });
  });

  it.each([
    ['max_output_tokens', 'length'],
    ['content_filter', 'content_filter'],
  ] as const)('ends an answer that the service cut by %s as %s', async (reason, finishReason) => {
    const text = `Cut by ${reason}`;
    test.standIn.behave(whenAsked(text, { kind: 'incomplete', reason, afterTokens: 2 }));
    const answer = runOn(test.engine, ask(text));
    await answer.ended;
    expect(endOf(answer)).toMatchObject({ type: 'end', outcome: { finishReason } });
  });

  it.each(faults)(
    '%s fails as its code, once, and leaves the engine usable',
    async (what, fault, code) => {
      const text = `Fail with ${what}`;
      test.standIn.behave(whenAsked(text, fault));
      const answer = runOn(test.engine, ask(text));
      await answer.ended;
      expect(answer.heard).toEqual([{ type: 'failed', code }]);

      const next = runOn(test.engine, ask('Say exactly: fine'));
      await next.ended;
      expect(next.text).toBe('fine');
    },
  );

  it('closes the request at the service after an abort', async () => {
    const text = 'Wait for the service';
    test.stall(text);
    const answer = runOn(test.engine, ask(text));
    await answer.firstText;
    answer.abort();
    await answer.ended;
    await test.standIn.waitFor(({ active }) => active === 0, AbortSignal.timeout(60_000));
    expect(endOf(answer)).toEqual({ type: 'failed', code: 'cancelled' });
  });

  it('holds no more threads than its pools keep once all has ended', async () => {
    const before = await test.engine.loadedThreads();
    const answers = Array.from({ length: 5 }, (_, n) =>
      runOn(test.engine, ask(`Count to ${n + 1}`)),
    );
    answers[0]?.abort();
    await Promise.all(answers.map(async ({ ended }) => await ended));
    await vi.waitUntil(async () => (await test.leftovers()) === 0, { timeout: 60_000 });
    // One for each that was answered, kept for its chat, and what is warm.
    expect(await test.engine.loadedThreads()).toBeLessThanOrEqual(before + 5 + 8);
  });

  it('follows the account, from what it is', async () => {
    const changes = test.engine.accountChanges();
    const first = await changes.next();
    expect(first.value).toMatchObject({ account: { isReady: true }, logins: [] });
    await changes.return?.();
  });
}
