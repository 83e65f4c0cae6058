import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ask, never, startTestCore, type TestCore } from '../support/core.ts';
import { lastAsked } from '../support/last-asked.ts';
import { clientName, longServer } from '../support/generated-names.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';

const seed = Number(process.env['NAME_SEED'] ?? Date.now() % 1_000_000);

const named = z.array(z.object({ name: z.string() }));

describe(`the names of tools (NAME_SEED=${seed})`, { timeout: 60_000 }, () => {
  let test: TestCore;

  beforeAll(async () => {
    test = await startTestCore();
  });
  afterEach(() => test.standIn.behave(undefined));
  afterAll(async () => {
    await test.close();
  });

  /** The names under which the service is shown these tools. */
  async function shownNames(names: readonly string[]): Promise<readonly string[]> {
    const tools = names.map((name) => functionTool(name));
    await (await test.core.run(ask('hello', { tools }), never())).result();
    return named.parse(lastAsked(test.standIn)?.body['tools']).map(({ name }) => name);
  }

  it('are different for the model, at most 64 characters long, and lead back', async () => {
    const sets = fc.sample(
      fc.uniqueArray(clientName, { minLength: 1, maxLength: 64, size: 'max' }),
      { seed, numRuns: 8 },
    );
    for (const names of sets) {
      const shown = await shownNames(names);
      expect(shown).toHaveLength(names.length);
      expect(new Set(shown).size).toBe(names.length);
      for (const name of shown) expect(name).toMatch(/^[\w-]{1,64}$/);

      const calls = shown.map((name) => ({ name, arguments: '{"city":"Oslo"}' }));
      test.standIn.behave(() => ({ kind: 'calls', calls }));
      const tools = names.map((name) => functionTool(name));
      const answer = await (await test.core.run(ask('call all', { tools }), never())).result();
      expect(answer.toolCalls.map(({ name }) => name)).toEqual(names);
      test.standIn.behave(undefined);
    }
  });

  it('do not depend on the other tools', async () => {
    const names = [...new Set(fc.sample(clientName, { seed, numRuns: 40 }))];
    const together = await shownNames(names);
    const reversed = await shownNames(names.toReversed());
    expect(reversed.toReversed()).toEqual(together);
    for (const [index, name] of names.slice(0, 10).entries()) {
      expect(await shownNames([name])).toEqual([together[index]]);
    }
  });

  it('stay the same in the history of a conversation', async () => {
    const names = [`${longServer}attachments_perm_get`, `${longServer}attachments_perm_put`];
    const tools = names.map((name) => functionTool(name));
    const shown = await shownNames(names);
    expect(shown.every((name) => name.length === 64)).toBe(true);
    const calls = shown.map((name) => ({ name, arguments: '{"city":"Oslo"}' }));
    test.standIn.behave(() => ({ kind: 'calls', calls }));
    const request = ask('get and put', { tools });
    const first = await (await test.core.run(request, never())).result();
    test.standIn.behave(undefined);
    // Another effort, so that the conversation is replayed.
    const next = { ...withResults(request, first, (_, name) => `did ${name}`), effort: 'high' };
    await (await test.core.run(next, never())).result();
    const input = lastAsked(test.standIn)?.input ?? [];
    const sent = input.filter((item) => item['type'] === 'function_call');
    expect(sent.map((item) => item['name'])).toEqual(shown);
  });
});
