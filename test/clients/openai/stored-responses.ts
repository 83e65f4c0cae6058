import OpenAI, { APIError, NotFoundError } from 'openai';
import { describe, expect, it } from 'vitest';
import type { Stage } from '../scenarios/stage.ts';

type Event = OpenAI.Responses.ResponseStreamEvent;

const model = 'gpt-5.5';

/** Responses that the gateway keeps, as OpenAI's SDK gets, lists, deletes and resumes them. */
export function storedResponses(stage: () => Stage): void {
  const responsesOf = (): OpenAI['responses'] => {
    const { gateway, apiKey } = stage();
    return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey, maxRetries: 0 }).responses;
  };

  describe('a response that is kept', () => {
    it('is retrieved as it was', async () => {
      const metadata = { kettle: 'on' };
      const created = await responsesOf().create({ model, input: 'Count to 3', metadata });
      const retrieved = await responsesOf().retrieve(created.id);

      expect(retrieved.output_text).toBe('1 2 3');
      expect(retrieved).toMatchObject({ status: 'completed', metadata, usage: created.usage });
      expect(retrieved.output.map(({ id }) => id)).toEqual(created.output.map(({ id }) => id));
    });

    it('shows its reasoning in full where that is asked for', async () => {
      const reasoning = { effort: 'high', summary: 'auto' } as const;
      const { id } = await responsesOf().create({ model, input: 'Count to 3', reasoning });
      const include = ['reasoning.encrypted_content' as const];
      const [plain] = (await responsesOf().retrieve(id)).output;
      const [full] = (await responsesOf().retrieve(id, { include })).output;

      expect(plain).toMatchObject({ type: 'reasoning' });
      expect(plain).not.toHaveProperty('encrypted_content', expect.any(String));
      expect(full).toMatchObject({ encrypted_content: expect.stringMatching(/./) });
    });

    it('lists what it was given, page by page', async () => {
      const responses = responsesOf();
      const reasoning = { effort: 'low' } as const;
      const first = await responses.create({ model, input: 'Count to 3', reasoning });
      const second = await responses.create({
        model,
        input: [
          { role: 'user', content: 'Repeat after me: hello' },
          { role: 'user', content: 'Count to 2' },
        ],
        previous_response_id: first.id,
      });
      const texts: string[] = [];
      const pages = responses.inputItems.list(second.id, { limit: 1, order: 'asc' });
      for await (const item of pages) texts.push(JSON.stringify(item));

      expect(texts).toHaveLength(4);
      expect(texts.map((text) => /Count to 3|1 2 3|hello|Count to 2/.exec(text)?.[0])).toEqual([
        'Count to 3',
        '1 2 3',
        'hello',
        'Count to 2',
      ]);
    });

    it('is gone once it is deleted', async () => {
      const { id } = await responsesOf().create({ model, input: 'Count to 3' });
      await responsesOf().delete(id);

      await expect(responsesOf().retrieve(id)).rejects.toBeInstanceOf(NotFoundError);
      await expect(
        responsesOf().create({ model, input: 'hi', previous_response_id: id }),
      ).rejects.toMatchObject({ status: 400, code: 'previous_response_not_found' });
    });
  });

  it('is not kept where the client does not want it', async () => {
    const { id } = await responsesOf().create({ model, input: 'hi', store: false });

    await expect(responsesOf().retrieve(id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('counts the tokens of a request', async () => {
    const few = await responsesOf().inputTokens.count({ model, input: 'hi' });
    const many = await responsesOf().inputTokens.count({ model, input: 'hello there '.repeat(90) });

    expect(few.object).toBe('response.input_tokens');
    expect(few.input_tokens).toBeGreaterThan(0);
    expect(many.input_tokens).toBeGreaterThan(few.input_tokens + 100);
  });

  describe('in the background', () => {
    it('continues by itself, and is read to its end', async () => {
      const started = await responsesOf().create({ model, input: 'Count to 3', background: true });
      const ended = await responsesOf().stream({ response_id: started.id }).finalResponse();

      expect(['queued', 'in_progress', 'completed']).toContain(started.status);
      expect(ended).toMatchObject({ id: started.id, status: 'completed', background: true });
      expect(ended.output_text).toBe('1 2 3');
    });

    it('is resumed after the last event that was read', async () => {
      const body = { model, input: 'Count to 30', background: true, stream: true } as const;
      const before: Event[] = [];
      for await (const event of await responsesOf().create(body)) {
        before.push(event);
        if (before.length === 9) break;
      }
      const id = idOf(before);
      const after: Event[] = [];
      const at = before.at(-1)?.sequence_number ?? 0;
      const rest = await responsesOf().retrieve(id, { stream: true, starting_after: at });
      for await (const event of rest) after.push(event);
      const whole: Event[] = [];
      for await (const event of await responsesOf().retrieve(id, { stream: true })) {
        whole.push(event);
      }

      expect([...before, ...after]).toEqual(whole);
      expect(whole.map(({ sequence_number: number }) => number)).toEqual([...whole.keys()]);
      expect(whole.at(-1)?.type).toBe('response.completed');
    });

    it('is resumed by the helper', async () => {
      const body = { model, input: 'Count to 30', background: true } as const;
      const { id } = await responsesOf().create(body);
      const texts: string[] = [];
      const stream = responsesOf().stream({ response_id: id, starting_after: 9 });
      stream.on('response.output_text.delta', ({ delta }) => texts.push(delta));
      const { output_text: text } = await stream.finalResponse();

      expect(text).toMatch(/^1 2 3 .* 30$/);
      expect(text.endsWith(texts.join(''))).toBe(true);
      expect(text.length).toBeGreaterThan(texts.join('').length);
    });

    it('is cancelled', async () => {
      const { standIn } = stage().gateway;
      standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
      const before = standIn.aborted;
      const { id } = await responsesOf().create({ model, input: 'hi', background: true });
      await standIn.waitFor(({ active }) => active === 1);
      const cancelled = await responsesOf().cancel(id);
      await standIn.waitFor(({ active, aborted }) => active === 0 && aborted === before + 1);

      expect(cancelled.status).toBe('cancelled');
      expect((await responsesOf().retrieve(id)).status).toBe('cancelled');
    });

    it('does not end when its client leaves', async () => {
      const body = { model, input: 'Count to 30', background: true, stream: true } as const;
      const events: Event[] = [];
      for await (const event of await responsesOf().create(body)) {
        events.push(event);
        break;
      }
      const ended = await responsesOf()
        .stream({ response_id: idOf(events) })
        .finalResponse();

      expect(ended.status).toBe('completed');
    });

    it('that fails says why', async () => {
      stage().gateway.standIn.behave(() => ({
        kind: 'failed',
        code: 'invalid_prompt',
        message: 'Not about kettles, please.',
        afterTokens: 3,
      }));
      const { id } = await responsesOf().create({ model, input: 'hi', background: true });
      const failure: unknown = await responsesOf()
        .stream({ response_id: id })
        .finalResponse()
        .catch((error: unknown) => error);

      expect(failure).toBeInstanceOf(APIError);
      expect(await responsesOf().retrieve(id)).toMatchObject({
        status: 'failed',
        error: { code: 'invalid_prompt', message: 'Not about kettles, please.' },
      });
    });
  });

  it('cancels no response that its client waits for', async () => {
    const { id } = await responsesOf().create({ model, input: 'hi' });

    await expect(responsesOf().cancel(id)).rejects.toMatchObject({ status: 400 });
  });
}

function idOf([first]: readonly Event[]): string {
  if (first?.type !== 'response.created') throw new Error('The first event is another one');
  return first.response.id;
}
