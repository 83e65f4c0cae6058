import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, Message } from '../../../src/codex/completion/request.ts';
import type { RecordedRequest } from '../../../src/standin/index.ts';
import { keyCaller } from '../../support/callers.ts';
import { ask, never, startTestCore, type TestCore } from '../../support/core.ts';
import { functionTool, withResults } from '../../support/tool-loop.ts';
import { answerTo, said } from '../../reuse/chat.ts';

const weather = functionTool('get_weather');

describe.each(['websocket', 'sse'] as const)('the direct engine over %s', (transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({
      transport,
      engineSetting: 'direct',
      rules: { givesTurnState: true },
    });
  });
  afterEach(() => test.standIn.reset());
  afterAll(async () => {
    await test.close();
  });

  it('keeps the session and all reasoning of a chat', async () => {
    const messages: Message[] = [];
    const sent: RecordedRequest[] = [];
    for (const word of ['one', 'two', 'three', 'four']) {
      messages.push(said('user', `Say exactly: ${word}`));
      const answer = await answerTo(test, messages, { effort: 'high' });
      messages.push(said('assistant', answer.result.text));
      sent.push(answer.sent);
    }
    expect(new Set(sent.map(sessionOf)).size).toBe(1);
    expect(sent.map(({ input }) => reasoningIn(input).length)).toEqual([0, 1, 2, 3]);
    expect(sent.map(({ turnState }) => turnState)).toEqual(Array(4).fill('first'));
  });

  it('has one turn state through a loop of tool calls, and another in the next turn', async () => {
    const asked = ask('Call the tool', { tools: [weather] });
    const states: string[] = [];
    let request: CompletionRequest = asked;
    let rounds = 0;
    test.standIn.behave(() => {
      rounds += 1;
      if (rounds > 3) return undefined;
      const city = JSON.stringify({ city: `c${rounds}` });
      return { kind: 'calls', calls: [{ name: 'get_weather', arguments: city }] };
    });
    for (const round of [1, 2, 3]) {
      const { result, sent } = await answerTo(test, request.messages, { tools: [weather] });
      states.push(sent.turnState);
      expect(test.engine.parkedTurns).toBe(1);
      request = withResults(request, result, () => `result ${round}`);
    }
    const last = await answerTo(test, request.messages, { tools: [weather] });
    expect(test.engine.parkedTurns).toBe(0);
    // A connection has the turn on it, and needs no state.
    const later = transport === 'sse' ? 'replayed' : 'missing';
    expect([...states, last.sent.turnState]).toEqual(['first', later, later, later]);
    expect(typeof last.sent.body['previous_response_id']).toBe(
      transport === 'sse' ? 'undefined' : 'string',
    );
    const next = [
      ...request.messages,
      said('assistant', last.result.text),
      said('user', 'Say exactly: more'),
    ];
    expect((await answerTo(test, next, { tools: [weather] })).sent.turnState).toBe('first');
  });

  it('gives branches and repeated requests the same session, and other callers their own', async () => {
    const alice = { caller: keyCaller('alice'), effort: 'high' };
    const opening = said('user', 'Say exactly: root');
    const first = await answerTo(test, [opening], alice);
    const answered = [opening, said('assistant', first.result.text)];
    const branches = ['left', 'right', 'right'].map((word) => [
      ...answered,
      said('user', `Say exactly: ${word}`),
    ]);
    const sessions: unknown[] = [];
    for (const branch of branches) {
      const { sent } = await answerTo(test, branch, alice);
      sessions.push(sessionOf(sent));
      expect(reasoningIn(sent.input)).toHaveLength(1);
    }
    expect(new Set(sessions)).toEqual(new Set([sessionOf(first.sent)]));

    const other = await answerTo(test, branches[0] ?? [], { ...alice, caller: keyCaller('bob') });
    expect(sessionOf(other.sent)).not.toBe(sessionOf(first.sent));
    expect(reasoningIn(other.sent.input)).toEqual([]);
  });

  it('stays in its session where an answer was stopped by the client or the gateway', async () => {
    const opening = said('user', 'Say exactly: one two three');
    const cut = await answerTo(test, [opening], { stop: ['two'] });
    expect(cut.result.text).toBe('one ');
    const messages = [opening, said('assistant', 'one '), said('user', 'Say exactly: four')];
    const next = await answerTo(test, messages);
    expect(sessionOf(next.sent)).toBe(sessionOf(cut.sent));
    expect(next.sent.input.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  });

  it.each([
    [
      'cannot read it',
      'The encrypted content gAAA... could not be verified.',
      'invalid_encrypted_content',
      null,
    ],
    [
      'does not know the member',
      "Unknown parameter: 'input[1].status'.",
      'unknown_parameter',
      'input[1].status',
    ],
    ['gives no reason', 'Bad request.', null, null],
  ])(
    'replays a chat where the service refuses what was kept: it %s',
    async (_, message, code, param) => {
      const opening = said('user', 'Say exactly: tea');
      const first = await answerTo(test, [opening], { effort: 'high' });
      const error = { message, type: 'invalid_request_error', code, param };
      test.standIn.behave(({ input }) =>
        reasoningIn(input).length > 0
          ? { kind: 'status', status: 400, body: { error } }
          : undefined,
      );
      const messages = [
        opening,
        said('assistant', first.result.text),
        said('user', 'Say exactly: milk'),
      ];
      const next = await answerTo(test, messages, { effort: 'high' });
      expect(next.result.text).toBe('milk');
      expect(test.standIn.requests).toHaveLength(3);
      expect(sessionOf(next.sent)).toBe(sessionOf(first.sent));
      expect(next.sent.input.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);

      test.standIn.behave(undefined);
      const third = [...messages, said('assistant', 'milk'), opening];
      const { sent } = await answerTo(test, third, { effort: 'high' });
      expect(reasoningIn(sent.input)).toHaveLength(1);
    },
  );

  it.each([
    ['context_length_exceeded', null],
    ['invalid_value', 'reasoning.effort'],
  ])('does not send a chat again that is refused for %s of %s', async (code, param) => {
    const opening = said('user', 'Say exactly: tea');
    const first = await answerTo(test, [opening]);
    const error = { message: 'No.', type: 'invalid_request_error', code, param };
    test.standIn.behave(() => ({ kind: 'status', status: 400, body: { error } }));
    const messages = [opening, said('assistant', first.result.text), said('user', 'more')];
    await expect(answerTo(test, messages)).rejects.toMatchObject({ code });
    expect(test.standIn.requests).toHaveLength(2);
  });

  it('continues a loop whose client brings the results alone', async () => {
    test.standIn.behave(({ input }) => {
      const isAnswered = input.some(({ type }) => type === 'function_call_output');
      const calls = [{ name: 'get_weather', arguments: '{"city":"Oslo"}' }];
      return isAnswered ? undefined : { kind: 'calls', calls };
    });
    const asked = ask('Say exactly: rain', { tools: [weather], keepForToolOutputs: true });
    const completion = await test.core.run(asked, never());
    const result = await completion.result();
    const waiting = await test.core.waitingRequest(completion.id);
    expect(waiting?.messages).toEqual(asked.messages);
    const request = withResults(waiting ?? asked, result, () => 'Rain.');
    const { sent } = await answerTo(test, request.messages, { tools: [weather] });
    expect(sent.turnState).not.toBe('foreign');
    expect(sent.input.find(({ type }) => type === 'function_call')).toHaveProperty('id');
  });
});

it('replays every conversation after a restart, in a session of its own', async () => {
  const opening = said('user', 'Say exactly: one');
  const before = await startTestCore({ engineSetting: 'direct' });
  const first = await answerTo(before, [opening]);
  await before.close();
  const after = await startTestCore({ engineSetting: 'direct' });
  const messages = [
    opening,
    said('assistant', first.result.text),
    said('user', 'Say exactly: two'),
  ];
  const { result, sent } = await answerTo(after, messages);
  await after.close();

  expect(result.text).toBe('two');
  expect(sent.input.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
  expect(sessionOf(sent)).not.toBe(sessionOf(first.sent));
});

/** The id that the service finds its cache by. Over HTTP, a header says it as well. */
function sessionOf({ body, headers, transport }: RecordedRequest): unknown {
  const { prompt_cache_key: key } = body;
  return transport === 'websocket' || headers['session-id'] === key ? key : headers;
}

function reasoningIn(input: RecordedRequest['input']): unknown[] {
  return input.filter(({ type }) => type === 'reasoning');
}
