import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import type { FunctionTool, Tool, ToolCall } from '../../src/codex/completion/tools.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

const seed = Number(process.env['NAME_SEED'] ?? Date.now() % 1_000_000);

const shownTools = z.array(z.object({ name: z.string(), description: z.string() }).loose());

function inNamespace(namespace: string, name: string, description = ''): FunctionTool {
  return { ...functionTool(name), namespace: { name: namespace, description } };
}

/** Names that are alike once they are joined, and those that Codex keeps for itself. */
const word = fc.constantFrom(
  'a',
  'b',
  'a__b',
  'b__a',
  '_',
  'exec',
  'exec_command',
  'mcp',
  'x'.repeat(60),
);
const namespace = fc.option(fc.oneof(word, fc.constant('functions')), { nil: undefined });
const tool = fc
  .record({ namespace, name: word, isCustom: fc.boolean() })
  .map(({ namespace: group, name, isCustom }): Tool => {
    const grouped = group !== undefined && { namespace: { name: group, description: '' } };
    return isCustom
      ? { type: 'custom', name, description: '', ...grouped }
      : { ...functionTool(name), ...grouped };
  });
const tools = fc.uniqueArray(tool, {
  minLength: 1,
  maxLength: 24,
  selector: (each) => JSON.stringify([each.namespace?.name, each.name]),
});

function calledAs({ type, name, namespace: group, input }: ToolCall): object {
  return { type, name, namespace: group, input };
}

describe('tools in namespaces', () => {
  describe(`on the app-server (NAME_SEED=${seed})`, { timeout: 60_000 }, () => {
    let test: TestCore;

    beforeAll(async () => {
      test = await startTestCore({ engineSetting: 'app-server' });
    });
    afterEach(() => test.standIn.behave(undefined));
    afterAll(async () => {
      await test.close();
    });

    async function answer(request: CompletionRequest) {
      return await (await test.core.run(request, never())).result();
    }

    function shown(): z.infer<typeof shownTools> {
      return shownTools.parse(lastAsked(test.standIn)?.body['tools']);
    }

    it('have names of their own for the model, which lead back to them', async () => {
      for (const set of fc.sample(tools, { seed, numRuns: 10 })) {
        await answer(ask('hello', { tools: set }));
        const names = shown().map(({ name }) => name);
        expect(new Set(names).size).toBe(set.length);
        for (const name of names) expect(name).toMatch(/^[\w-]{1,64}$/);

        const calls = names.map((name) => ({ name, arguments: '{"input":"Oslo"}' }));
        test.standIn.behave(() => ({ kind: 'calls', calls }));
        const first = await answer(ask('call all', { tools: set }));
        expect(first.toolCalls.map(calledAs)).toEqual(
          set.map(({ type, name, namespace: group }) => ({
            type,
            name,
            namespace: group?.name,
            input: type === 'custom' ? 'Oslo' : '{"input":"Oslo"}',
          })),
        );
        test.standIn.behave(undefined);
        // Another effort, so that the conversation is replayed.
        const again = withResults(ask('call all', { tools: set }), first, () => 'done');
        await answer({ ...again, effort: 'high' });
        const sent = lastAsked(test.standIn)?.input.filter(({ type }) => type === 'function_call');
        expect(sent?.map(({ name }) => name)).toEqual(names);
      }
    });

    it('tell what their namespace is for, once', async () => {
      await answer(
        ask('hello', {
          tools: [
            inNamespace('crm', 'find', 'Our customers.'),
            inNamespace('crm', 'change', 'Our customers.'),
            inNamespace('functions', 'wait'),
          ],
        }),
      );
      expect(shown().map(({ name, description }) => ({ name, description }))).toEqual([
        { name: 'crm__find', description: 'Our customers.\n\nThe tool find.' },
        { name: 'crm__change', description: 'The tool change.' },
        { name: 'wait', description: 'The tool wait.' },
      ]);
    });

    it('are asked for under the names that the model knows', async () => {
      const set = [
        inNamespace('crm', 'find'),
        inNamespace('erp', 'find'),
        functionTool('exec_command'),
      ];
      await answer(ask('hello', { tools: set, toolChoice: { name: 'find' } }));
      expect(lastAsked(test.standIn)?.input.at(-1)?.['content']).toEqual([
        {
          type: 'input_text',
          text: 'Answer this message by calling the tool crm__find or the tool erp__find. Do not answer in words.',
        },
      ]);
      await answer(ask('hello', { tools: set, toolChoice: { name: 'exec_command' } }));
      expect(lastAsked(test.standIn)?.input.at(-1)?.['content']).toEqual([
        {
          type: 'input_text',
          text: 'Answer this message by calling the tool fn_exec_command. Do not answer in words.',
        },
      ]);
    });

    it('with a grammar have it in their description, and take free text', async () => {
      const grammars: readonly Tool[] = [
        {
          type: 'custom',
          name: 'apply_patch',
          description: 'Edits files.',
          grammar: { syntax: 'lark', definition: 'start: "a"' },
        },
        {
          type: 'custom',
          name: 'code',
          description: '',
          grammar: { syntax: 'regex', definition: '\\d+' },
        },
      ];
      await answer(ask('hello', { tools: grammars }));
      expect(shown().map(({ description }) => description)).toEqual([
        'Edits files.\n\nThe input follows this Lark grammar:\nstart: "a"',
        'The input matches this regular expression:\n\\d+',
      ]);
      const calls = [{ name: 'apply_patch', arguments: '{"input":"*** Begin Patch"}' }];
      test.standIn.behave(() => ({ kind: 'calls', calls }));
      const { toolCalls } = await answer(ask('patch', { tools: grammars }));
      expect(toolCalls.map(calledAs)).toEqual([
        { type: 'custom', name: 'apply_patch', namespace: undefined, input: '*** Begin Patch' },
      ]);
    });
  });

  describe.each(['websocket', 'sse'] as const)('on the direct engine, over %s,', (transport) => {
    let test: TestCore;

    beforeAll(async () => {
      test = await startTestCore({ engineSetting: 'direct', transport });
    });
    afterEach(() => test.standIn.behave(undefined));
    afterAll(async () => {
      await test.close();
    });

    it('reach the service in their namespaces, and so do their calls in a history', async () => {
      const set: readonly Tool[] = [
        inNamespace('functions', 'wait', 'Everything.'),
        functionTool('wait'),
        {
          type: 'custom',
          name: 'exec',
          description: 'Runs.',
          namespace: { name: 'functions', description: 'Everything.' },
        },
      ];
      const calls = [
        { name: 'wait', namespace: 'functions', arguments: '{"city":"Oslo"}' },
        { name: 'wait', arguments: '{"city":"Rome"}' },
        { name: 'exec', namespace: 'functions', arguments: 'ls' },
      ];
      test.standIn.behave(() => ({ kind: 'calls', calls }));
      const request = ask('go', { tools: set });
      const completion = await test.core.run(request, never());
      const first = await completion.result();
      const called = [
        { type: 'function', name: 'wait', namespace: 'functions', input: '{"city":"Oslo"}' },
        { type: 'function', name: 'wait', namespace: undefined, input: '{"city":"Rome"}' },
        { type: 'custom', name: 'exec', namespace: 'functions', input: 'ls' },
      ];
      expect(first.toolCalls.map(calledAs)).toEqual(called);
      const items = completion.items.flatMap((item) => (item.type === 'call' ? [item.call] : []));
      expect(items.map(calledAs)).toEqual(called);
      for await (const event of completion.events()) {
        if (event.type !== 'call-added') continue;
        expect(event.call.namespace).toBe(called[event.index]?.namespace);
      }
      const member = {
        type: 'function',
        strict: false,
        parameters: functionTool('wait').parameters,
      };
      expect(lastAsked(test.standIn)?.body['tools']).toEqual([
        {
          type: 'namespace',
          name: 'functions',
          description: 'Everything.',
          tools: [
            { ...member, name: 'wait', description: 'The tool wait.' },
            { type: 'custom', name: 'exec', description: 'Runs.' },
          ],
        },
        { ...member, name: 'wait', description: 'The tool wait.' },
      ]);

      test.standIn.behave(undefined);
      const again = withResults(request, first, (_, name) => `did ${name}`);
      // Of another caller, for whom nothing is kept.
      const other = { ...request.caller, id: 'other' };
      await (await test.core.run({ ...again, caller: other }, never())).result();
      expect(
        lastAsked(test.standIn)?.input.flatMap(({ type, name, namespace: group }) =>
          name === undefined ? [] : [{ type, name, namespace: group }],
        ),
      ).toEqual([
        { type: 'function_call', name: 'wait', namespace: 'functions' },
        { type: 'function_call', name: 'wait', namespace: undefined },
        { type: 'custom_tool_call', name: 'exec', namespace: 'functions' },
      ]);
    });

    it('may be chosen by their names', async () => {
      const request = ask('hello', {
        tools: [functionTool('other'), inNamespace('crm', 'find')],
        toolChoice: { name: 'find' },
      });
      const { toolCalls } = await (await test.core.run(request, never())).result();
      expect(toolCalls).toMatchObject([{ name: 'find', namespace: 'crm' }]);
      expect(lastAsked(test.standIn)?.body['tool_choice']).toEqual({
        type: 'function',
        name: 'find',
      });
    });

    it('may come with tools of the service, whose calls are items', async () => {
      const search = { type: 'tool_search', execution: 'client' };
      const call = {
        kind: 'tool_search_call',
        id: 'tsc_1',
        members: { call_id: 'call_1', execution: 'client', arguments: { query: 'tea' } },
      } as const;
      test.standIn.behave(() => ({ kind: 'items', items: [call] }));
      const completion = await test.core.run(ask('find tools', { rawTools: [search] }), never());
      await expect(completion.result()).resolves.toMatchObject({ finishReason: 'stop', text: '' });
      expect(lastAsked(test.standIn)?.body['tools']).toEqual([search]);
      expect(completion.items).toEqual([
        {
          type: 'hosted',
          id: 'tsc_1',
          status: 'completed',
          raw: {
            id: 'tsc_1',
            type: 'tool_search_call',
            status: 'completed',
            call_id: 'call_1',
            execution: 'client',
            arguments: { query: 'tea' },
          },
        },
      ]);
    });
  });
});
