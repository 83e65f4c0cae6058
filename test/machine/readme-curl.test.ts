import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pointAt, runShell, snippetWith } from '../docs/snippets.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
let readme: string;

beforeAll(async () => {
  gateway = await startTestGateway();
  gateway.standIn.behave(() => ({ kind: 'text', text: 'Why did the teapot nap?' }));
  readme = await readFile('README.md', 'utf8');
});
afterAll(async () => {
  await gateway.close();
});

describe('a curl command of the README', () => {
  it('asks over REST', async () => {
    const snippet = snippetWith('/v1/chat', readme, 'bash');
    const printed = await runShell(pointAt(snippet, gateway.url));
    expect(printed).toContain('"finish_reason":"stop"');
    expect(printed.endsWith('data: [DONE]\n\n')).toBe(true);
  });

  it('subscribes over GraphQL', async () => {
    const snippet = snippetWith('/graphql', readme, 'bash');
    const printed = await runShell(pointAt(snippet, gateway.url));
    expect(printed).toContain('"finishReason":"STOP"');
  });
});
