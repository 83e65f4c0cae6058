import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';
import { respond, response } from './client.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway({ isShared: true });
});
afterAll(async () => {
  await gateway.close();
});
afterEach(() => {
  gateway.standIn.behave(undefined);
});

const lark = { type: 'grammar', syntax: 'lark', definition: 'start: "a"' };
const lookUp = { type: 'function', name: 'look_up', parameters: { type: 'object' } };
const hi = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'hi' }] };

/** The tools that the model was shown last. */
function shownTools(): readonly unknown[] {
  return [lastAsked(gateway.standIn)?.body['tools']];
}

function shownItems(): readonly unknown[] {
  return lastAsked(gateway.standIn)?.input ?? [];
}

/** What Codex as a client sends with every request. */
const codexBody = {
  tool_choice: 'auto',
  parallel_tool_calls: false,
  reasoning: { effort: 'medium', summary: 'auto', context: 'all_turns' },
  store: false,
  include: ['reasoning.encrypted_content'],
  prompt_cache_key: '01990000-0000-7000-8000-000000000000',
  text: { verbosity: 'low' },
  client_metadata: { session_id: 'x' },
};

describe('tools of Codex as a client', () => {
  const ofModels: [string, object][] = [
    [
      'in `tools`',
      {
        tools: [
          { type: 'function', name: 'exec_command', strict: false, parameters: { type: 'object' } },
          { type: 'custom', name: 'apply_patch', description: 'Patches.', format: lark },
          { type: 'tool_search', execution: 'client', description: 'Finds.', parameters: {} },
          {
            type: 'web_search',
            external_web_access: true,
            search_content_types: ['text', 'image'],
          },
        ],
        input: [hi],
      },
    ],
    [
      'in the input, in namespaces',
      {
        input: [
          {
            type: 'additional_tools',
            role: 'developer',
            tools: [
              {
                type: 'namespace',
                name: 'functions',
                description: '',
                tools: [
                  { type: 'custom', name: 'exec', description: 'Runs.', format: lark },
                  { ...lookUp, name: 'wait' },
                ],
              },
              { type: 'namespace', name: 'collaboration', description: 'Others.', tools: [lookUp] },
            ],
          },
          hi,
        ],
      },
    ],
    [
      'of MCP servers, in namespaces with names that Codex keeps for itself',
      {
        tools: [
          { type: 'namespace', name: 'mcp__idea__', description: 'An IDE.', tools: [lookUp] },
          {
            type: 'namespace',
            name: 'multi_agent_v1',
            description: '',
            tools: [{ ...lookUp, name: 'exec_command' }],
          },
        ],
        input: [hi],
      },
    ],
  ];

  it.each(ofModels)('%s are never a 400, and each reaches the model', async (_where, members) => {
    const answer = await respond(gateway.url, { ...codexBody, ...members });
    expect(await answer.text()).toContain('"status":"completed"');
    expect(answer.status).toBe(200);

    const names = JSON.stringify(members).matchAll(/"name":"([^"]+)"/g);
    const shown = JSON.stringify(shownTools());
    // The app-server takes no namespace of this name, so its tools stand alone.
    const own = [...names].map(([, name = '']) => name).filter((name) => name !== 'functions');
    expect(own.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('that are left out are named in the header', async () => {
    const answer = await respond(gateway.url, {
      tools: [lookUp, { type: 'web_search' }, { type: 'tool_search', execution: 'client' }],
    });
    await answer.text();
    expect(answer.headers.get('x-codex-serve-ignored')?.split(', ')).toEqual(
      byEngine('rawItems', {
        'app-server': ['tools[type=web_search]', 'tools[type=tool_search]'],
        direct: ['tools[type=web_search]'],
      }),
    );
  });
});

describe('a conversation that is sent back', () => {
  const conversation = [
    { role: 'developer', content: 'Be brief.' },
    hi,
    {
      type: 'reasoning',
      id: 'rs_1',
      summary: [{ type: 'summary_text', text: 'Hm.' }],
      encrypted_content: 'gAAA',
    },
    { type: 'reasoning', summary: [], encrypted_content: 'gBBB' },
    {
      type: 'message',
      id: 'msg_1',
      role: 'assistant',
      phase: 'commentary',
      content: [{ type: 'output_text', text: 'I look.', annotations: [] }],
    },
    { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'look_up', arguments: '{}' },
    {
      type: 'function_call_output',
      call_id: 'call_1',
      output: [{ type: 'input_text', text: 'a word' }],
    },
    {
      type: 'web_search_call',
      id: 'ws_1',
      status: 'completed',
      action: { type: 'search', query: 'x' },
    },
    { role: 'assistant', content: [{ type: 'refusal', refusal: 'No.' }] },
    { role: 'user', content: 'And now?' },
  ];

  it('reaches the model whole, with reasoning, ids and phases', async () => {
    await response(gateway.url, { input: conversation, tools: [lookUp], store: false });

    expect(shownItems()).toMatchObject([
      { role: 'developer', content: [{ text: 'Be brief.' }] },
      { role: 'user', content: [{ text: 'hi' }] },
      { type: 'reasoning', id: 'rs_1', encrypted_content: 'gAAA' },
      { type: 'reasoning', encrypted_content: 'gBBB' },
      { role: 'assistant', id: 'msg_1', phase: 'commentary', content: [{ text: 'I look.' }] },
      { type: 'function_call', id: 'fc_1', call_id: 'call_1' },
      { type: 'function_call_output', call_id: 'call_1', output: 'a word' },
      { type: 'web_search_call', id: 'ws_1' },
      { role: 'assistant', content: [{ type: 'output_text', text: 'No.' }] },
      { role: 'user', content: [{ text: 'And now?' }] },
    ]);
    expect(JSON.stringify(shownItems())).not.toContain('_given');
  });

  it('may hold items that lack what Codex needs', async () => {
    const input = [
      hi,
      { type: 'tool_search_call', call_id: 'tsc_1', arguments: { query: 'x' } },
      { type: 'tool_search_output', call_id: 'tsc_1', tools: [] },
      { type: 'image_generation_call', id: 'ig_1', result: null, status: null },
      { role: 'developer', content: [{ type: 'input_image', image_url: png }] },
      hi,
    ];
    await response(gateway.url, { input, store: false });

    expect(shownItems().slice(1, 5)).toMatchObject([
      { type: 'tool_search_call', call_id: 'tsc_1' },
      { type: 'tool_search_output', call_id: 'tsc_1' },
      { type: 'image_generation_call', id: 'ig_1' },
      { role: 'developer', content: [{ type: 'input_image', image_url: png }] },
    ]);
  });

  it('of which Codex drops an item says so, and the rest is answered', async () => {
    const input = [hi, { type: 'mcp_call', id: 'mcp_1', server_label: 'x', name: 'y' }, hi];
    const answer = await respond(gateway.url, { input, store: false });
    await answer.text();

    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-codex-serve-ignored')).toBe(
      byEngine('rawItems', { 'app-server': 'input[type=mcp_call]', direct: null }),
    );
  });
});

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('an effort', () => {
  it('that no model has is refused, and one that this model has not is clamped and named', async () => {
    const unknown = await respond(gateway.url, { reasoning: { effort: 'extreme' } });
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({
      error: {
        code: 'unsupported_value',
        param: 'reasoning.effort',
        message: expect.stringContaining("does not support 'extreme' with this model."),
      },
    });

    const clamped = await respond(gateway.url, { reasoning: { effort: 'none' } });
    await clamped.text();
    expect(clamped.headers.get('x-codex-serve-ignored')).toBe('reasoning.effort');
  });
});

describe('a remote picture that cannot be had', () => {
  it('is named by its place in the input', async () => {
    const input = [
      hi,
      {
        role: 'user',
        content: [
          { type: 'input_text', text: 'x' },
          { type: 'input_image', image_url: 'http://127.0.0.1:1/a.png' },
        ],
      },
    ];
    const answer = await respond(gateway.url, { input });

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid_value', param: 'input[1].content[1].image_url' },
    });
  });
});
