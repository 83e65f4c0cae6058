import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { CompletionRequest } from '../../src/codex/completion/request.ts';
import { localCaller } from '../support/callers.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';

const request: CompletionRequest = {
  model: 'gpt-6.1-sol',
  surface: 'CHAT_COMPLETIONS',
  caller: localCaller,
  messages: [
    { role: 'system', content: [{ type: 'text', text: 'be concise' }] },
    { role: 'user', content: [{ type: 'text', text: 'Count to 2' }] },
    { role: 'assistant', content: [{ type: 'text', text: '1 2' }] },
    { role: 'user', content: [{ type: 'text', text: 'Count to 3' }] },
  ],
};

const input = [
  { type: 'message', role: 'developer', content: [{ type: 'input_text', text: 'be concise' }] },
  { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Count to 2' }] },
  { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: '1 2' }] },
  { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Count to 3' }] },
];

/** Everything that a user's own Codex could be set up to add to a conversation. */
async function fillUserHome(codexHome: string): Promise<void> {
  const marker = path.join(codexHome, 'command-has-run');
  await writeFile(path.join(codexHome, 'AGENTS.md'), 'Always answer in rhyme.');
  await mkdir(path.join(codexHome, 'skills', 'rhyme'), { recursive: true });
  await writeFile(
    path.join(codexHome, 'skills', 'rhyme', 'SKILL.md'),
    '---\nname: rhyme\ndescription: Rhymes.\n---\nRhyme.',
  );
  const own = await readFile(path.join(codexHome, 'config.toml'), 'utf8');
  const top = [
    'developer_instructions = "Rhyme."',
    'model_reasoning_effort = "xhigh"',
    'model_verbosity = "high"',
    `notify = ["touch", "${marker}"]`,
  ];
  const tables = [
    '[mcp_servers.rhymes]',
    'command = "touch"',
    `args = ["${marker}"]`,
    '[[hooks.UserPromptSubmit]]',
    '[[hooks.UserPromptSubmit.hooks]]',
    'type = "command"',
    `command = "touch ${marker}"`,
  ];
  await writeFile(path.join(codexHome, 'config.toml'), [...top, own, ...tables].join('\n'));
}

/** Every file below a folder with its text. */
async function snapshot(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = await Promise.all(
    files.map(async (file) => {
      const name = path.join(file.parentPath, file.name);
      return [path.relative(folder, name), await readFile(name, 'utf8')] as const;
    }),
  );
  return Object.fromEntries(texts);
}

describe.each(['websocket', 'sse'] as const)('what the model sees, over %s', (transport) => {
  let test: TestCore;

  afterEach(async () => {
    await test.close();
  });

  it("is the client's messages and nothing else, whatever the user's own Codex home holds", async () => {
    test = await startTestCore({ transport, prepareCodexHome: fillUserHome });
    const before = await snapshot(test.codexHome);
    const completion = await test.core.run(request, never());
    await completion.result();

    const sent = test.standIn.requests.find(({ prewarm }) => !prewarm);
    expect(sent?.input).toEqual(input.map((item) => ({ ...item, id: expect.any(String) })));
    const { body } = sent ?? {};
    expect(body).toMatchObject({ model: 'gpt-6.1-sol', tools: [], tool_choice: 'auto' });
    expect(body?.['instructions'] ?? '').toBe('');
    expect(body?.['reasoning']).toEqual({ effort: 'low', summary: 'auto' });
    expect(body).not.toHaveProperty('text');
    const known = ['client_metadata', 'include', 'input', 'instructions', 'model'];
    const more = ['parallel_tool_calls', 'previous_response_id', 'prompt_cache_key', 'reasoning'];
    const last = ['store', 'stream', 'tool_choice', 'tools', 'type'];
    expect([...known, ...more, ...last]).toEqual(expect.arrayContaining(Object.keys(body ?? {})));
    expect(await snapshot(test.codexHome)).toEqual(before);
  });

  it('is in no log of Codex', async () => {
    test = await startTestCore({ transport });
    await (await test.core.run(ask('Count to 2'), never())).result();
    const files = await snapshot(path.join(test.home, 'engine', 'codex'));

    expect(Object.keys(files)).toContainEqual(expect.stringMatching(/^state_\d+\.sqlite$/));
    expect(Object.keys(files).filter((name) => name.includes('log'))).toEqual([]);
  });

  it("knows and locks down the model that the user's own configuration names", async () => {
    test = await startTestCore({
      transport,
      prepareCodexHome: async (codexHome) => {
        const file = path.join(codexHome, 'config.toml');
        await writeFile(file, `model = "house-model"\n${await readFile(file, 'utf8')}`);
      },
    });
    const models = await test.core.models();
    const own = models.find(({ id }) => id === 'house-model');
    const completion = await test.core.run(ask('Count to 2', { model: 'house-model' }), never());

    expect(own).toMatchObject({ isDefault: true, isHidden: false });
    expect(await completion.result()).toMatchObject({ text: '1 2' });
    const sent = test.standIn.requests.find(({ prewarm }) => !prewarm);
    expect(sent?.body).toMatchObject({ model: 'house-model', tools: [] });
    expect(sent?.input).toHaveLength(1);
  });
});
