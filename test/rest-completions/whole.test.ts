import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openai, post } from '../rest/client.ts';
import { byEngine } from '../support/engine-differences.ts';
import { startTestGateway, type TestGateway } from '../support/gateway.ts';
import { lastAsked } from '../support/last-asked.ts';

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

async function complete(more: object = {}): Promise<Response> {
  return await post(`${gateway.url}/v1/completions`, { model: 'gpt-5.5', prompt: 'hi', ...more });
}

describe('a legacy completion', () => {
  it('is a text_completion with its usage', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'Once upon a time' }));
    const response = await complete();

    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBeNull();
    expect(await response.json()).toEqual({
      id: expect.stringMatching(/^cmpl-[0-9a-f]{32}$/),
      object: 'text_completion',
      created: expect.any(Number),
      model: 'gpt-5.5',
      choices: [{ text: 'Once upon a time', index: 0, logprobs: null, finish_reason: 'stop' }],
      usage: {
        prompt_tokens: expect.any(Number),
        completion_tokens: 4,
        total_tokens: expect.any(Number),
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0, cache_write_tokens: 0 },
        completion_tokens_details: {
          reasoning_tokens: 0,
          audio_tokens: 0,
          accepted_prediction_tokens: 0,
          rejected_prediction_tokens: 0,
        },
      },
    });
  });

  it('asks the model with the prompt as it is and nothing else', async () => {
    await complete({ prompt: '  def fib(n):\n' });

    expect(lastAsked(gateway.standIn)?.body).toMatchObject({
      input: [
        {
          type: 'message',
          role: 'user',
          content: [{ type: 'input_text', text: '  def fib(n):\n' }],
        },
      ],
    });
  });

  it('has n choices for each prompt, those of the first first, echoed where asked', async () => {
    gateway.standIn.behave(({ input }) => ({
      kind: 'text',
      text: JSON.stringify(input).includes('bird') ? 'tweet' : 'woof',
    }));

    const answer = await openai(gateway.url).completions.create({
      model: 'gpt-5.5',
      prompt: ['dog: ', 'bird: '],
      n: 2,
      echo: true,
    });

    expect(answer.choices).toEqual(
      ['dog: woof', 'dog: woof', 'bird: tweet', 'bird: tweet'].map((text, index) => ({
        text,
        index,
        logprobs: null,
        finish_reason: 'stop',
      })),
    );
    expect(answer.usage?.completion_tokens).toBe(4);
  });

  it('ends before a stop sequence and after max_tokens', async () => {
    gateway.standIn.behave(() => ({ kind: 'text', text: 'one two three four' }));

    expect(await (await complete({ stop: [' thr'] })).json()).toMatchObject({
      choices: [{ text: 'one two', finish_reason: 'stop' }],
    });
    expect(await (await complete({ max_tokens: 2 })).json()).toMatchObject({
      choices: [{ text: 'one two', finish_reason: 'length' }],
    });
  });

  it('names the fields that have no effect', async () => {
    const response = await complete({ temperature: 0, top_p: 1, seed: 1, user: 'u', top_k: 3 });

    expect(response.status).toBe(200);
    expect(response.headers.get('x-codex-serve-ignored')).toBe(
      byEngine('sampling', {
        'app-server': 'temperature, seed, user, top_k',
        direct: 'seed, top_k',
      }),
    );
  });

  it('passes on what the service takes, and nothing else', async () => {
    await (
      await complete({ temperature: 0, top_p: 0.5, user: 'u', seed: 1, max_tokens: 20 })
    ).text();

    const { temperature, top_p, user, seed, max_output_tokens } =
      lastAsked(gateway.standIn)?.body ?? {};
    expect({ temperature, top_p, user, seed, max_output_tokens }).toEqual(
      byEngine('sampling', {
        'app-server': {},
        direct: { temperature: 0, top_p: 0.5, user: 'u', max_output_tokens: 20 },
      }),
    );
  });

  it('is a plain error when the model fails', async () => {
    gateway.standIn.behave(() => ({
      kind: 'failed',
      code: 'context_length_exceeded',
      message: 'm',
    }));
    const response = await complete({ prompt: ['a', 'b'] });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { code: 'context_length_exceeded' } });
  });

  it('is reached without /v1, and by POST alone', async () => {
    const bare = await post(`${gateway.url}/completions`, { model: 'gpt-5.5', prompt: 'hi' });
    const got = await fetch(`${gateway.url}/v1/completions`);

    expect(bare.status).toBe(200);
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
