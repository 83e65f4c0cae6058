import { describe, expect, it } from 'vitest';
import type { OutputItem } from '../../src/codex/completion/item.ts';
import type { TurnEventBody } from '../../src/conversations/running/running-turn.ts';
import { CodexServeError } from '../../src/errors/errors.ts';
import { added, done, ended, hi, noCall, noMessage, started, text, usage } from './turn-events.ts';
import { body, settingsWith, turnWith, written } from './written.ts';

describe('a call of a hosted tool', () => {
  const raw = { type: 'web_search_call', action: { type: 'search', query: 'fjords' } };
  const search = [
    added({ type: 'hosted', id: 'ws_1', status: 'in_progress', raw: { type: raw.type } }),
    ended({ type: 'hosted', id: 'ws_1', status: 'completed', raw }),
  ];
  const answer = [added(noMessage, 1), text('Hi.', 1), ended(hi, 1), done];

  it('is shown with its steps where the client declared the tool', () => {
    const settings = settingsWith({ tools: [{ type: 'web_search_preview' }] });
    const events = written([started, ...search, ...answer], turnWith({ settings }));

    const place = { item_id: 'ws_1', output_index: 0 };
    expect(body(events).slice(1, 4)).toEqual([
      { type: 'response.web_search_call.in_progress', sequence_number: 3, ...place },
      { type: 'response.web_search_call.searching', sequence_number: 4, ...place },
      { type: 'response.web_search_call.completed', sequence_number: 5, ...place },
    ]);
    expect(events.at(-1)).toMatchObject({
      response: { output: [{ ...raw, id: 'ws_1', status: 'completed' }, { id: 'msg_1' }] },
    });
  });

  it.each([
    [[]],
    [[{ type: 'function', name: 'web_search', parameters: {}, strict: false }]],
    [[{ type: 'file_search', vector_store_ids: [] }]],
  ])('leaves no gap where the client declared %j', (tools) => {
    const settings = settingsWith({ tools });
    const events = written([started, ...search, ...answer], turnWith({ settings }));

    expect(JSON.stringify(events)).not.toContain('web_search_call');
    expect(events[2]).toMatchObject({ output_index: 0, item: { id: 'msg_1' } });
  });
});

describe('the end of a response', () => {
  it.each([
    ['length', 'max_output_tokens'],
    ['content_filter', 'content_filter'],
  ] as const)('by %s is incomplete, with its usage', (finishReason, reason) => {
    const cut: OutputItem = { ...hi, status: 'incomplete' };
    const events = written([
      started,
      added(noMessage),
      text('Hi.'),
      ended(cut),
      { type: 'done', finishReason, usage },
    ]);

    expect(events.at(-1)).toMatchObject({
      type: 'response.incomplete',
      response: {
        status: 'incomplete',
        completed_at: null,
        incomplete_details: { reason },
        output: [{ status: 'incomplete' }],
        usage: { total_tokens: 30 },
      },
    });
  });

  it('in the middle of a call shows the call as incomplete', () => {
    const cut = { ...noCall, input: '{"zo' };
    const events = written([
      started,
      added({ type: 'call', id: 'fc_1', status: 'in_progress', call: noCall }),
      { type: 'call-delta', index: 0, text: '{"zo' },
      ended({ type: 'call', id: 'fc_1', status: 'incomplete', call: cut }),
      { type: 'done', finishReason: 'length', usage },
    ]);

    expect(events.at(-1)).toMatchObject({
      type: 'response.incomplete',
      response: { output: [{ status: 'incomplete', arguments: '{"zo' }] },
    });
  });

  it.each([
    ['upstream_error', 'server_error', 'upstream_error', 'server_error'],
    ['engine_unavailable', 'server_error', 'engine_unavailable', 'server_error'],
    ['internal_error', 'server_error', 'internal_error', 'server_error'],
    ['answer_timeout', 'server_error', 'answer_timeout', 'server_error'],
    ['rate_limit_exceeded', 'rate_limit_error', 'rate_limit_exceeded', 'rate_limit_exceeded'],
    ['insufficient_quota', 'insufficient_quota', 'insufficient_quota', 'insufficient_quota'],
    [
      'context_length_exceeded',
      'invalid_request_error',
      'context_length_exceeded',
      'context_length_exceeded',
    ],
    ['invalid_prompt', 'invalid_request_error', 'invalid_prompt', 'invalid_prompt'],
    [
      'misalignment_policy_violation',
      'invalid_request_error',
      'misalignment_policy_violation',
      'misalignment_policy_violation',
    ],
    ['codex_login_required', 'authentication_error', 'codex_login_required', 'server_error'],
  ] as const)('by %s is an error event, and then response.failed', (code, type, wire, shown) => {
    const error = new CodexServeError(code, 'It broke.');
    const cut: OutputItem = { ...hi, status: 'incomplete' };
    const events = written([
      started,
      added(noMessage),
      text('Hi.'),
      ended(cut),
      { type: 'failed', error },
    ]);

    const told = { code: wire, message: 'It broke.', param: null };
    expect(events.slice(-2)).toEqual([
      { type: 'error', sequence_number: 8, ...told, error: { ...told, type } },
      {
        type: 'response.failed',
        sequence_number: 9,
        response: expect.objectContaining({
          status: 'failed',
          completed_at: null,
          error: { code: shown, message: 'It broke.' },
          output: [expect.objectContaining({ status: 'incomplete' })],
          usage: null,
        }),
      },
    ]);
  });

  it('by a cancel is an error event, and a response that is cancelled', () => {
    const error = new CodexServeError('cancelled', 'The completion was cancelled.');
    const events = written([started, { type: 'failed', error }]);

    expect(events.slice(-2)).toMatchObject([
      { type: 'error', code: 'cancelled', message: 'The completion was cancelled.' },
      { type: 'response.failed', response: { status: 'cancelled', error: null } },
    ]);
  });

  it('of a turn that never ran begins the response first', () => {
    const error = new CodexServeError('queue_timeout', 'Too late.');
    const waited = written([{ type: 'queued' }, { type: 'failed', error }]);

    expect(waited.map(({ type }) => type)).toEqual([
      'response.created',
      'response.queued',
      'response.in_progress',
      'error',
      'response.failed',
    ]);
  });

  it('says what the answer did not honor, by the names of this API', () => {
    const turn = turnWith({ unmet: ['tool_choice', 'response_format'] });

    expect(written([started, done], turn).at(-1)).toMatchObject({
      response: { codex_serve: { unmet: ['tool_choice', 'text.format'] } },
    });
  });

  it('says store: false where the turn could not be written', () => {
    let isStored = true;
    const turn = {
      ...turnWith(),
      get isStored() {
        return isStored;
      },
    };
    const [created] = written([started, done], turn);
    isStored = false;

    expect(created).toMatchObject({ response: { store: true } });
    expect(written([started, done], turn).at(-1)).toMatchObject({ response: { store: false } });
  });
});

describe('encrypted reasoning', () => {
  it('is left out where it is not asked for', () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [] } as const;
    const turn: TurnEventBody[] = [
      started,
      added({ ...reasoning, status: 'in_progress', encryptedContent: null }),
      ended({ ...reasoning, status: 'completed', encryptedContent: 'gAAA' }),
      done,
    ];

    expect(JSON.stringify(written(turn, turnWith(), false))).not.toContain('gAAA');
    expect(JSON.stringify(written(turn, turnWith(), true))).toContain('gAAA');
  });
});
