import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReasoningSummary } from '../../src/codex/completion/request.ts';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';

const settings: readonly ReasoningSummary[] = ['concise', 'detailed', 'none', 'auto'];

describe.each(['app-server', 'direct'] as const)('a reasoning summary, on %s,', (engineSetting) => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore({ engineSetting });
  });
  afterAll(async () => {
    await test.close();
  });

  async function reasoningAsked(reasoningSummary?: ReasoningSummary): Promise<unknown> {
    const summary = reasoningSummary !== undefined && { reasoningSummary };
    await (await test.core.run(ask('Think.', { effort: 'high', ...summary }), never())).result();
    return lastAsked(test.standIn)?.body['reasoning'];
  }

  it('is asked for as the request says, and as usual by the next one', async () => {
    for (const summary of settings) {
      const shown = summary === 'none' ? {} : { summary };
      expect(await reasoningAsked(summary)).toEqual({ effort: 'high', ...shown });
    }
    expect(await reasoningAsked()).toEqual({ effort: 'high', summary: 'auto' });
  });

  it('may change from turn to turn of a chat', async () => {
    const first = ask('Say exactly: one', { effort: 'high', reasoningSummary: 'none' });
    await (await test.core.run(first, never())).result();
    const said = { role: 'assistant', content: [{ type: 'text', text: 'one' }] } as const;
    const messages = [...first.messages, said, ...ask('Say exactly: two').messages];
    await (await test.core.run({ ...first, messages, reasoningSummary: 'auto' }, never())).result();
    expect(lastAsked(test.standIn)?.body['reasoning']).toEqual({ effort: 'high', summary: 'auto' });
  });
});
