import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionRequest, ContentPart } from '../../src/codex/completion/request.ts';
import type { Tool } from '../../src/codex/completion/tools.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { withResults } from '../support/tool-loop.ts';

/** One red pixel. */
const pixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const result: readonly ContentPart[] = [
  { type: 'text', text: 'a screenshot' },
  { type: 'image', dataUrl: pixel },
];

const patch: Tool = {
  type: 'custom',
  name: 'apply_patch',
  description: 'Edits files.',
  grammar: { syntax: 'lark', definition: 'start: "a"' },
  namespace: { name: 'functions', description: '' },
};

describe.each([
  ['app-server', 'websocket'],
  ['app-server', 'sse'],
  ['direct', 'websocket'],
  ['direct', 'sse'],
] as const)('a custom tool on %s over %s', (engineSetting, transport) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ engineSetting, transport });
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  const written = '*** Begin Patch\n+"a"\n*** End Patch';
  const call =
    engineSetting === 'direct'
      ? { name: 'apply_patch', namespace: 'functions', arguments: written }
      : { name: 'apply_patch', arguments: JSON.stringify({ input: written }) };

  /** A request with the result of a call. */
  async function bringing(): Promise<CompletionRequest> {
    test.standIn.behave(() => ({ kind: 'calls', calls: [call] }));
    const request = ask('patch it', { tools: [patch] });
    const completion = await test.core.run(request, never());
    const first = await completion.result();
    test.standIn.behave(undefined);
    expect(first.toolCalls).toEqual([
      expect.objectContaining({
        type: 'custom',
        name: 'apply_patch',
        namespace: 'functions',
        input: written,
      }),
    ]);
    expect(completion.items.at(-1)).toMatchObject({
      type: 'call',
      status: 'completed',
      call: { type: 'custom', namespace: 'functions', input: written },
    });
    const next = withResults(request, first, () => '');
    const messages = next.messages.map((message) =>
      message.role === 'tool' ? { ...message, content: result } : message,
    );
    return { ...next, messages };
  }

  async function sentFor(request: CompletionRequest): Promise<object[]> {
    await (await test.core.run(request, never())).result();
    return (lastAsked(test.standIn)?.input ?? [])
      .slice(-2)
      .map(({ type, namespace, name, arguments: json, input, output }) => ({
        type,
        ...(namespace !== undefined && { namespace }),
        ...(name !== undefined && { name }),
        said: json ?? input ?? output,
      }));
  }

  const output = [
    { type: 'input_text', text: 'a screenshot' },
    { type: 'input_image', image_url: pixel },
  ];
  const shown =
    engineSetting === 'direct'
      ? [
          {
            type: 'custom_tool_call',
            namespace: 'functions',
            name: 'apply_patch',
            said: written,
          },
          { type: 'custom_tool_call_output', said: output },
        ]
      : [
          { type: 'function_call', name: 'apply_patch', said: JSON.stringify({ input: written }) },
          { type: 'function_call_output', said: output },
        ];

  it('is answered with text and pictures, in the turn that waits', async () => {
    expect(await sentFor(await bringing())).toMatchObject(shown);
  });

  it('is answered with text and pictures, where the conversation is replayed', async () => {
    const request = await bringing();
    const caller = { ...request.caller, id: 'another' };
    expect(await sentFor({ ...request, caller })).toMatchObject(shown);
  });
});
