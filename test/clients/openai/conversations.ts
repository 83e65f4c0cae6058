import OpenAI, { NotFoundError } from 'openai';
import { describe, expect, it } from 'vitest';
import { heard } from '../../support/heard.ts';
import type { Stage } from '../scenarios/stage.ts';

const model = 'gpt-5.5';
const said = (content: string): OpenAI.Responses.EasyInputMessage => ({
  type: 'message',
  role: 'user',
  content,
});

/** Conversations and their items, as OpenAI's SDK calls them. */
export function conversations(stage: () => Stage): void {
  const client = (): OpenAI => {
    const { gateway, apiKey } = stage();
    return new OpenAI({ baseURL: `${gateway.url}/v1`, apiKey, maxRetries: 0 });
  };

  it('is created, read, changed and deleted', async () => {
    const all = client().conversations;
    const created = await all.create({ metadata: { kettle: 'on' }, items: [said('hi')] });
    const changed = await all.update(created.id, { metadata: { kettle: 'off' } });
    const deleted = await all.delete(created.id);

    expect(created).toMatchObject({ object: 'conversation', metadata: { kettle: 'on' } });
    expect(changed).toEqual({ ...created, metadata: { kettle: 'off' } });
    expect(deleted).toEqual({ id: created.id, object: 'conversation.deleted', deleted: true });
    await expect(all.retrieve(created.id)).rejects.toBeInstanceOf(NotFoundError);
  });

  it('takes, lists, shows and deletes items', async () => {
    const all = client().conversations;
    const { id } = await all.create({});
    const items = [said('one'), said('two'), said('three')];
    const added = await all.items.create(id, { items });
    const [one, two] = added.data.map((item) => item.id ?? '');
    if (one === undefined || two === undefined) throw new Error('Items are missing');

    expect(added.data).toHaveLength(3);
    expect(await all.items.retrieve(one, { conversation_id: id })).toMatchObject({
      role: 'user',
      content: [{ type: 'input_text', text: 'one' }],
    });
    await all.items.delete(two, { conversation_id: id });
    const left: string[] = [];
    for await (const item of all.items.list(id, { order: 'asc', limit: 1 })) {
      left.push(JSON.stringify(item));
    }

    expect(left).toEqual([expect.stringContaining('one'), expect.stringContaining('three')]);
  });

  it('brings its items to each response, and gets those of the response', async () => {
    const { conversations: all, responses } = client();
    const conversation = await all.create({ items: [said('My kettle is blue.')] });
    const response = await responses.create({
      model,
      input: 'Count to 3',
      conversation: { id: conversation.id },
      reasoning: { effort: 'low' },
    });

    expect(response.conversation).toEqual({ id: conversation.id });
    expect(heard(stage().gateway.standIn)).toEqual([
      'user: My kettle is blue.',
      'user: Count to 3',
    ]);
    const items = await all.items.list(conversation.id, { order: 'asc' });
    expect(items.data.map(({ id }) => id).at(-1)).toBe(response.output.at(-1)?.id);
    expect(items.data).toHaveLength(3);
  });

  describe('with an answer under way', () => {
    it('takes no second turn', async () => {
      const { conversations: all, responses } = client();
      const { standIn } = stage().gateway;
      const { id: conversation } = await all.create({});
      standIn.behave(() => ({ kind: 'stall', afterTokens: 3 }));
      const leaving = new AbortController();
      const first = responses.create(
        { model, input: 'hi', conversation },
        { signal: leaving.signal },
      );
      first.catch(() => {});
      await standIn.waitFor(({ active }) => active === 1);

      await expect(responses.create({ model, input: 'hello', conversation })).rejects.toMatchObject(
        { status: 400, code: 'conversation_locked' },
      );

      leaving.abort();
      await expect(first).rejects.toThrow(/abort/i);
      await standIn.waitFor(({ active }) => active === 0);
    });
  });

  it('is not found under an unknown id', async () => {
    const body = { model, input: 'hi', conversation: 'conv_none' };

    await expect(client().responses.create(body)).rejects.toBeInstanceOf(NotFoundError);
  });
}
