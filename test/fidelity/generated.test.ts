import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { EngineName } from '../../src/codex/engine/engine-health.ts';
import { parseObject, type JsonObject } from '../../src/standin/wire/json.ts';
import { objectText } from '../codex/shaping/json-texts.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { clientName } from '../support/generated-names.ts';
import { markersOf, schemaText } from '../support/generated-schemas.ts';
import { lastAsked } from '../support/last-asked.ts';
import { jsonAnswers } from './answers.ts';
import { apis, type Question } from './apis.ts';
import { describedWords } from './described-words.ts';

/** `FIDELITY_SEED=17` repeats a run, and `FIDELITY_RUNS=100` makes a longer run. */
const seed = Number(process.env['FIDELITY_SEED'] ?? Date.now() % 1_000_000);
const numRuns = Number(process.env['FIDELITY_RUNS'] ?? 3);

const engines: readonly EngineName[] = ['app-server', 'direct'];

const shownTools = z.array(
  z.object({
    name: z.string(),
    description: z.string(),
    parameters: z.custom<JsonObject>(),
  }),
);
type ShownTool = z.output<typeof shownTools>[number];

const noParameters = { type: 'object', properties: {} };

describe.each(engines)(`on the %s engine (FIDELITY_SEED=${seed})`, (engine) => {
  let gateway: TestGateway;

  beforeAll(async () => {
    gateway = await startTestGateway({ args: ['--engine', engine] });
  });
  afterEach(() => gateway.standIn.behave(undefined));
  afterAll(async () => {
    await gateway.close();
  });

  /** The tools that the service was shown, which must not depend on the API. */
  async function shownBy(
    question: Question,
    check: (shown: readonly ShownTool[], inWords: readonly number[]) => void,
  ): Promise<readonly ShownTool[]> {
    let first: readonly ShownTool[] | undefined;
    for (const api of apis) {
      const { inWords } = await api.ask(gateway.url, question);
      const shown = shownTools.parse(lastAsked(gateway.standIn)?.body['tools']);
      first ??= shown;
      expect([api.name, JSON.stringify(shown)]).toEqual([api.name, JSON.stringify(first)]);
      check(shown, inWords);
    }
    return first ?? [];
  }

  it('the model is sent every schema as the client sent it, over each API', async () => {
    const schemas = fc.array(schemaText, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(schemas, async (texts) => {
        const sent = texts.map((text) => parseObject(text) ?? {});
        const tools = sent.map((parameters, index) => ({ name: `tool_${index}`, parameters }));
        await shownBy({ tools }, (shown, inWords) => {
          expect(shown).toHaveLength(sent.length);
          for (const [index, schema] of sent.entries()) {
            const { parameters, description } = shown[index] ?? { parameters: {}, description: '' };
            const arrived = JSON.stringify(parameters);
            const whole = JSON.stringify(schema);
            expect(engine === 'direct' ? arrived : whole).toBe(whole);
            const all = arrived + description.replaceAll('\\"', '"');
            expect(markersOf(schema).filter((marker) => !all.includes(marker))).toEqual([]);
            const lost = describedWords(schema).filter((word) => !arrived.includes(word));
            expect(inWords.includes(index) ? [] : lost).toEqual([]);
          }
          expect(engine === 'direct' ? inWords : []).toEqual([]);
        });
      }),
      { seed, numRuns },
    );
  });

  it('each tool has one name for the model, which leads back to it, over each API', async () => {
    const called = fc.uniqueArray(fc.tuple(clientName, objectText), {
      minLength: 1,
      maxLength: 12,
      selector: ([name]) => name,
    });
    await fc.assert(
      fc.asyncProperty(called, async (pairs) => {
        gateway.standIn.behave(undefined);
        const names = pairs.map(([name]) => name);
        const tools = names.map((name) => ({ name, parameters: noParameters }));
        const shown = (await shownBy({ tools }, () => {})).map(({ name }) => name);
        expect(new Set(shown).size).toBe(names.length);
        for (const name of shown) expect(name).toMatch(/^[\w-]{1,64}$/);
        expect(engine === 'direct' ? shown : names).toEqual(names);

        const calls = pairs.map(([, input], index) => ({
          name: shown[index] ?? '',
          arguments: input,
        }));
        const expected = pairs.map(([name, input]) => ({ name, input }));
        gateway.standIn.behave(() => ({ kind: 'calls', calls }));
        for (const api of apis) {
          const reading = await api.ask(gateway.url, { tools });
          expect([api.name, reading.calls]).toEqual([api.name, expected]);
        }
      }),
      { seed, numRuns },
    );
  });

  it('the client gets JSON as the model wrote it, by the table, over each API', async () => {
    await fc.assert(
      fc.asyncProperty(jsonAnswers, fc.boolean(), async ({ said, ...delivered }, hasSchema) => {
        gateway.standIn.behave(() => ({ kind: 'text', text: said }));
        // The schema allows every object, and is none that the service holds the model to.
        const format = hasSchema ? { type: 'object', minProperties: 0 } : 'any object';
        for (const api of apis) {
          const { text, isMarked } = await api.ask(gateway.url, { format });
          const right = delivered[api.delivery];
          const expected = { text: right ?? said, isMarked: right === null };
          expect([api.name, { text, isMarked }]).toEqual([api.name, expected]);
        }
      }),
      { seed, numRuns: numRuns * 2 },
    );
  });
});
