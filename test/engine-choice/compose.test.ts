import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Completion } from '../../src/codex/completion/completion.ts';
import type { Refusal } from '../../src/codex/engine/direct-refused.ts';
import { unknownModel } from '../../src/codex/engine/model.ts';
import { engineContract } from '../engine-contract/contract.ts';
import { runOn, type RecordedAnswer } from '../engine-contract/recorded-answer.ts';
import { ask, never } from '../support/core.ts';
import { functionTool, withResults } from '../support/tool-loop.ts';
import { createTwoEngines, type TwoEngines } from './two-engines.ts';

const blocked: Refusal = { kind: 'blocked', subject: null, concerns: () => true };

function gated(model: string): Refusal {
  return { kind: 'model', subject: model, concerns: (request) => request.model === model };
}

let two: TwoEngines;
beforeEach(() => {
  two = createTwoEngines();
});

describe('two engines composed', () => {
  engineContract(async () => {
    const { engine, direct } = createTwoEngines();
    return await Promise.resolve({
      engine,
      stall: (text: string) => direct.stall(text),
      leftovers: async () => await Promise.resolve(engine.health().activeTurns),
      close: async () => await engine.close(),
    });
  });
});

describe('the choice of an engine', () => {
  it('is named in health and log', () => {
    expect(two.engine.health()).toMatchObject({
      engine: 'direct',
      engineReason: 'A test says so.',
      fallbacks: [],
    });
    expect(two.log.lines).toMatchObject([
      { level: 30, msg: 'engine ready', engine: 'direct', reason: 'A test says so.' },
    ]);
  });

  it('is made again when the login changes, and what runs stays where it is', async () => {
    two.direct.stall('Wait');
    const running = runOn(two.engine, ask('Wait'));
    await running.firstText;
    two.choose('app-server');

    expect(two.engine.health()).toMatchObject({ engine: 'app-server', activeTurns: 1 });
    const next = runOn(two.engine, ask('Say exactly: next'));
    await next.ended;
    expect(next.text).toBe('next');
    expect(two.given).toEqual({ direct: ['gpt-5.5'], 'app-server': ['gpt-5.5'] });
    expect(running.heard.at(-1)).toMatchObject({ type: 'delta' });
    running.abort();
    await running.ended;
    expect(two.log.lines.at(-1)).toMatchObject({
      msg: 'the engine was chosen again',
      engine: 'app-server',
    });
  });

  it('opens connections ahead for the direct engine alone, and again for another login', () => {
    expect(two.prepared).toBe(1);
    two.choose('app-server');
    expect(two.prepared).toBe(1);
    two.choose('direct');
    two.choose('direct');
    expect(two.prepared).toBe(3);
  });

  it('keeps a tool loop whole across a change', async () => {
    const request = ask('call get_weather in Oslo', { tools: [functionTool('get_weather')] });
    const first = runOn(two.engine, request);
    await first.ended;
    two.choose('app-server');
    const { text, calls: toolCalls } = first;
    const answer = {
      text,
      toolCalls,
      reasoning: '',
      finishReason: 'tool_calls',
      usage: null,
    } as const;
    const second = runOn(
      two.engine,
      withResults(request, answer, () => 'Rain.'),
    );
    await second.ended;

    expect(second.text).toBe('Rain.');
    expect(two.given).toEqual({ direct: ['gpt-5.5'], 'app-server': ['gpt-5.5'] });
  });

  it('lets the app-server stop while the direct engine answers', async () => {
    expect(two.idleTimes).toEqual([2000]);
    await runOn(two.engine, ask('Say exactly: one')).ended;
    two.choose('app-server');
    two.choose('app-server');
    two.choose('direct');

    expect(two.idleTimes).toEqual([2000, null, 2000]);
  });

  it('keeps the app-server running where the service blocks the direct engine', async () => {
    two.refuse(blocked);
    await answerTo('Say exactly: one');
    expect(two.idleTimes).toEqual([2000, null]);
  });

  it("takes the provider's models where the direct engine asks a provider of the user's", async () => {
    const catalog = await two.appServer.models();
    expect(await two.engine.models()).toEqual(catalog);
    expect(two.engine.takesAnyModel()).toBe(false);
    two.list([unknownModel('llama')]);

    expect(await two.engine.models()).toEqual([unknownModel('llama')]);
    expect(two.engine.takesAnyModel()).toBe(true);
    two.choose('app-server');
    expect(await two.engine.models()).toEqual(catalog);
    expect(two.engine.takesAnyModel()).toBe(false);
  });

  it('counts the answers that wait for tool results in both engines', async () => {
    const waiting = ask('call get_weather in Oslo', {
      tools: [functionTool('get_weather')],
      keepForToolOutputs: true,
    });
    await runOn(two.engine, waiting).ended;
    two.choose('app-server');
    await runOn(two.engine, waiting).ended;

    expect(two.engine.parkedTurns).toBe(2);
  });
});

/** Runs a request, and once more where nothing came of it, as the core does. */
async function answerTo(...args: Parameters<typeof ask>): Promise<RecordedAnswer> {
  const answer = runOn(two.engine, ask(...args));
  await answer.ended;
  if (answer.heard[0]?.type !== 'failed') return answer;
  const again = runOn(two.engine, ask(...args));
  await again.ended;
  return again;
}

describe('a refused direct request', () => {
  it('is answered by the app-server when it runs again, and those like it at once', async () => {
    two.refuse(gated('gpt-5.5'));
    const first = await answerTo('Say exactly: one');
    const second = await answerTo('Say exactly: two');
    const other = await answerTo('Say exactly: three', { model: 'gpt-5.4' });

    expect([first, second, other].map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(two.given.direct).toEqual(['gpt-5.5', 'gpt-5.4']);
    expect(two.given['app-server']).toEqual(['gpt-5.5', 'gpt-5.5']);
  });

  it('is named in log and health', async () => {
    two.refuse(blocked);
    await answerTo('Say exactly: one');

    expect(two.engine.health()).toMatchObject({
      engine: 'direct',
      fallbacks: [
        {
          kind: 'blocked',
          subject: null,
          reason: 'The service blocks direct requests from this machine.',
          since: expect.any(Date),
        },
      ],
    });
    expect(two.log.lines.at(-1)).toMatchObject({
      level: 40,
      msg: 'The service blocks direct requests from this machine. The app-server answers them.',
      kind: 'blocked',
    });
  });

  it('is tried again once the login has changed', async () => {
    two.refuse(blocked);
    await answerTo('Say exactly: one');
    two.choose('direct');

    expect(two.engine.health().fallbacks).toEqual([]);
    await answerTo('Say exactly: two');
    expect(two.given.direct).toHaveLength(2);
  });

  it('is named once where several requests have the same parameter', async () => {
    for (const text of ['one', 'two', 'one', 'two']) {
      const concerns: Refusal['concerns'] = ({ asked }) =>
        JSON.stringify(asked.messages).includes(text);
      two.refuse({ kind: 'parameter', subject: 'logprobs', concerns });
      await answerTo(`Say exactly: ${text}`);
    }

    expect(two.given.direct).toHaveLength(2);
    expect(two.engine.health().fallbacks).toMatchObject([
      { reason: "The service refuses direct requests with 'logprobs'." },
    ]);
    expect(two.log.lines.filter(({ level }) => level === 40)).toHaveLength(1);
  });

  it('leaves no more than twenty kinds in memory', async () => {
    const models = Array.from({ length: 25 }, (_, index) => `model-${index}`);
    for (const model of models) {
      two.refuse(gated(model));
      await answerTo('Say exactly: x', { model });
    }
    expect(two.engine.health().fallbacks.map(({ subject }) => subject)).toEqual(models.slice(5));
  });
});

describe('the session core on two engines', () => {
  const run = async (...args: Parameters<typeof ask>): Promise<Completion> =>
    await two.core.run(ask(...args), never());
  afterEach(async () => {
    await two.core.close();
  });

  it('runs a refused request on the other engine', async () => {
    two.refuse(blocked);
    const completion = await run('Count to 5');
    expect(await completion.result()).toMatchObject({ text: '1 2 3 4 5', finishReason: 'stop' });
    expect(two.given).toEqual({ direct: ['gpt-5.5'], 'app-server': ['gpt-5.5'] });
  });

  it('fails a request of which the client has heard something', async () => {
    two.refuse(blocked, '1 2');
    const completion = await run('Count to 5');
    await expect(completion.result()).rejects.toMatchObject({ code: 'upstream_refused' });

    expect(completion.text).toBe('1 2');
    expect(two.given['app-server']).toEqual([]);
  });

  it('imitates what the other engine does not pass on', async () => {
    two.refuse(gated('gpt-5.5'));
    const fenced = 'Say exactly: ```json {"a":1} ```';
    const options = { format: { type: 'json_object' }, delivery: 'whole' } as const;
    const completion = await run(fenced, options);
    expect(await completion.result()).toMatchObject({ text: '{"a":1}' });
    expect(completion.unmet).toEqual([]);
  });

  it('names the hints that the other engine ignores', async () => {
    two.refuse(gated('gpt-5.5'));
    const completion = await run('Count to 5', { caching: { key: 'mine' } });
    await completion.result();
    expect(completion.unmet).toEqual(['prompt_cache_key']);
  });

  it('refuses a web search that the other engine cannot do', async () => {
    two.refuse(gated('gpt-5.5'));
    await expect((await run('hi', { webSearch: {} })).result()).rejects.toMatchObject({
      code: 'unsupported_parameter',
      param: 'web_search_options',
      message: "The engine that answers at the moment does not support 'web_search_options'.",
    });
    expect(two.given['app-server']).toEqual([]);
  });

  it('leaves a grammar to the other engine, which tells the model of it', async () => {
    two.refuse(gated('gpt-5.5'));
    const grammar = { syntax: 'regex', definition: '.' } as const;
    const tools = [{ type: 'custom', name: 'sum', description: '', grammar }] as const;
    await expect((await run('hi', { tools })).result()).resolves.toMatchObject({ text: 'hi' });
  });

  it('names the tools of the service that the other engine leaves out', async () => {
    two.refuse(gated('gpt-5.5'));
    const completion = await run('hi', { rawTools: [{ type: 'tool_search' }] });
    await completion.result();
    expect(completion.unmet).toEqual(['tools']);
  });

  it('says what the app-server can do once everything is refused', async () => {
    expect(two.core.capabilities()).toMatchObject({ hasHostedTools: true });
    two.refuse(blocked);
    await (await run('Count to 5')).result();
    expect(two.core.capabilities()).toMatchObject({ hasHostedTools: false });
  });
});
