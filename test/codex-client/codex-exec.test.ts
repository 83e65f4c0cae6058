import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordedRequest } from '../../src/standin/index.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { memoryLog, type MemoryLog } from '../support/memory-log.ts';
import { createCodexClient, type CodexClient, type CodexProvider } from './codex-exec.ts';
import { asksForSummary, modelOf, summary, type Task } from './model-script.ts';

const patch = `*** Begin Patch
*** Add File: greeting.txt
+hello
*** End Patch
`;

const patchByTool: Task = {
  about: 'Write a greeting',
  calls: [
    { tool: 'apply_patch', input: patch },
    {
      tool: 'exec_command',
      input: { cmd: 'tr a-z A-Z < greeting.txt > loud.txt && cat loud.txt' },
    },
  ],
  says: 'The greeting is written.',
};

/** The same in code mode, where one tool runs JavaScript that calls the others. */
const patchByCode: Task = {
  about: 'Write a greeting',
  calls: [
    { tool: 'exec', input: `text(await tools.apply_patch(${JSON.stringify(patch)}));` },
    {
      tool: 'exec',
      input: `text(await tools.exec_command({ cmd: 'tr a-z A-Z < greeting.txt > loud.txt && cat loud.txt' }));`,
    },
  ],
  says: 'The greeting is written.',
};

/** For a model that Codex does not know, and that it therefore gives no tool for patches. */
const writeByCommand: Task = {
  about: 'Write a greeting',
  calls: [
    {
      tool: 'exec_command',
      input: {
        cmd: 'echo hello > greeting.txt; tr a-z A-Z < greeting.txt > loud.txt; cat loud.txt',
      },
    },
  ],
  says: 'The greeting is written.',
};

const goOn: Task = { about: 'What did you write', calls: [], says: 'I wrote a greeting.' };

let gateway: TestGateway;
let log: MemoryLog;
let linesBefore = 0;
const clients: CodexClient[] = [];

beforeAll(async () => {
  log = memoryLog();
  gateway = await startTestGateway({
    logger: log.logger,
    args: ['--fallback-model', 'gpt-5.5'],
  });
});
beforeEach(() => {
  gateway.standIn.reset();
  linesBefore = log.lines.length;
});
afterEach(async () => {
  await Promise.all(clients.splice(0).map(async (client) => await client.remove()));
});
afterAll(async () => {
  await gateway.close();
});

async function newClient(provider: CodexProvider, model: string): Promise<CodexClient> {
  const made = await createCodexClient({ url: gateway.url, provider, model });
  clients.push(made);
  return made;
}

function asked(): readonly RecordedRequest[] {
  return gateway.standIn.requests.filter(({ prewarm }) => !prewarm);
}

/** How many requests came over HTTP. */
function posts(): number {
  const lines = log.lines.slice(linesBefore);
  return lines.filter((line) => line['path'] === '/v1/responses' && line['method'] === 'POST')
    .length;
}

describe.each<CodexProvider>(['own', 'own-websocket', 'openai'])(
  'codex exec, provider %s',
  (provider) => {
    it.each([
      ['gpt-5.5', patchByTool],
      ['gpt-6.2-sol', patchByCode],
      ['model-of-mine', writeByCommand],
    ])('edits a file and runs a command with %s, and continues', async (model, task) => {
      gateway.standIn.behave(modelOf([task, goOn]));
      const codex = await newClient(provider, model);
      const run = await codex.exec('Write a greeting into a file.');
      expect(run).toMatchObject({ exitCode: 0, message: 'The greeting is written.' });
      expect(await readFile(path.join(codex.folder, 'greeting.txt'), 'utf8')).toBe('hello\n');
      expect(await readFile(path.join(codex.folder, 'loud.txt'), 'utf8')).toBe('HELLO\n');
      expect(JSON.stringify(asked().at(-1)?.input)).toContain('HELLO');
      const next = await codex.exec('What did you write?', { resumes: true });
      expect(next).toMatchObject({ exitCode: 0, message: 'I wrote a greeting.' });
      expect(JSON.stringify(asked().at(-1)?.input)).toContain('The greeting is written.');
      expect(posts()).toBe(provider === 'own' ? asked().length : 0);
      expect(run.stderr + next.stderr).not.toMatch(/reconnect|stream disconnected/i);
    });

    it.each([
      ['gpt-5.5', patchByTool],
      ['gpt-6.2-sol', patchByCode],
    ])('compacts its conversation with %s, and continues', async (model, task) => {
      gateway.standIn.behave(modelOf([task, goOn]));
      const codex = await newClient(provider, model);
      await codex.exec('Write a greeting into a file.');
      const settings = ['model_auto_compact_token_limit=3000'];
      const next = await codex.exec('What did you write?', { resumes: true, settings });
      expect(next).toMatchObject({ exitCode: 0, message: 'I wrote a greeting.' });
      const requests = asked();
      const compaction = requests.findIndex(asksForSummary);
      expect(compaction).toBeGreaterThan(0);
      const last = requests.at(-1);
      expect(JSON.stringify(last?.input)).toContain(summary);
      expect(JSON.stringify(last?.input)).not.toContain('HELLO');
      expect(await readFile(path.join(codex.folder, 'loud.txt'), 'utf8')).toBe('HELLO\n');
    });
  },
);
